package io.csatrelay.deliver;

import io.csatrelay.deliver.DeliverStore.BatchRow;
import io.csatrelay.deliver.DeliverStore.Outbox;
import io.csatrelay.vendor.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict does to a batch, within one transaction: contract.md's table "What an answer of MaestroQA means".
 *
 * <p>Stateless; safe for use by several threads.
 */
public final class Settlement {
    /** A batch whose answer was lost goes again at most three times, then a person decides. */
    static final int RESENDS = 3;

    private final boolean resendUnknown;
    private final Backoff backoff;
    private final Halving halving = new Halving();

    /**
     * @param resendUnknown whether a batch whose answer was lost goes again by itself (MAESTROQA_UNKNOWN)
     * @param backoff how long the sink waits after a failure
     */
    public Settlement(boolean resendUnknown, Backoff backoff) {
        this.resendUnknown = resendUnknown;
        this.backoff = backoff;
    }

    void apply(Outbox outbox, long batchId, Verdict verdict, Instant now) {
        BatchRow batch = outbox.batch(batchId);
        if (verdict instanceof Verdict.Taken taken) {
            taken(outbox, batch, taken, now);
        } else if (verdict instanceof Verdict.RefusedWhole refused) {
            refused(outbox, batch, refused, now);
        } else if (verdict instanceof Verdict.NotNow notNow) {
            outbox.state(batchId, BatchState.READY);
            backOff(outbox, notNow.inWords(), notNow.asked(), now);
        } else if (verdict instanceof Verdict.Stopped stopped) {
            outbox.state(batchId, BatchState.READY);
            pause(outbox, stopped.inWords());
        } else if (verdict instanceof Verdict.Lost lost) {
            lost(outbox, batch, lost.inWords(), now);
            backOff(outbox, lost.inWords(), null, now);
        } else if (verdict instanceof Verdict.Unreadable unreadable) {
            forPerson(outbox, batch, unreadable.inWords(), now);
            pause(outbox, unreadable.inWords());
        }
    }

    /** Declares a batch that an earlier process left in flight unknown. */
    void leftInFlight(Outbox outbox, BatchRow batch, Instant now) {
        lost(outbox, batch, "the process ended while the batch was in flight", now);
    }

    /** Cuts a lost batch into its first rating, to be sent alone, and the rest, which waits for it. @return what to send */
    BatchRow probe(Outbox outbox, BatchRow lost, Instant now) {
        if (lost.size() == 1) {
            return lost;
        }
        List<Long> members = outbox.members(lost.id());
        outbox.state(lost.id(), BatchState.PROBED);
        BatchRow first = outbox.create(lost.id(), BatchState.READY, lost.losses(), members.subList(0, 1), now);
        outbox.create(lost.id(), BatchState.WAITING, lost.losses(), members.subList(1, members.size()), now);
        return first;
    }

    private void taken(Outbox outbox, BatchRow batch, Verdict.Taken taken, Instant now) {
        List<Long> members = outbox.members(batch.id());
        for (int i = 0; i < members.size(); i++) {
            Verdict.ItemResult result = taken.results().get(i);
            if (result.taken()) {
                outbox.delivered(members.get(i), result.id(), now);
            } else {
                outbox.refused(members.get(i), result.words(), now);
            }
        }
        outbox.state(batch.id(), BatchState.SETTLED);
        answeredWell(outbox);
        probeIsDefinite(outbox, batch, BatchState.READY);
    }

    private void refused(Outbox outbox, BatchRow batch, Verdict.RefusedWhole refused, Instant now) {
        outbox.state(batch.id(), BatchState.REFUSED);
        List<Long> members = outbox.members(batch.id());
        if (members.size() == 1) {
            outbox.refused(members.get(0), "HTTP " + refused.status() + " " + refused.words(), now);
        } else {
            for (List<Long> half : Halving.halves(members)) {
                outbox.create(batch.id(), BatchState.READY, batch.losses(), half, now);
            }
        }
        answeredWell(outbox);
        probeIsDefinite(outbox, batch, BatchState.READY);
        halving.everythingRefused(outbox, batch).ifPresent(root -> {
            halving.dissolve(outbox, root, now);
            pause(outbox, "HTTP " + refused.status() + " for every half of a batch: that is no bad rating; nothing was refused. "
                    + "Look at the answer in docs/runbook.md's way, then `resume maestroqa`");
        });
    }

    private void lost(Outbox outbox, BatchRow batch, String why, Instant now) {
        int losses = batch.losses() + 1;
        outbox.losses(batch.id(), losses);
        if (!resendUnknown || losses > RESENDS) {
            forPerson(outbox, batch, why, now);
            probeIsDefinite(outbox, batch, BatchState.LOST);
            return;
        }
        outbox.state(batch.id(), BatchState.LOST);
        outbox.members(batch.id()).forEach(member -> outbox.unknown(member, false, why, now));
    }

    private void forPerson(Outbox outbox, BatchRow batch, String why, Instant now) {
        outbox.state(batch.id(), BatchState.UNKNOWN);
        outbox.members(batch.id()).forEach(member -> outbox.unknown(member, true, why, now));
    }

    /** When the first rating of a lost batch has its answer, the rest may go. */
    private static void probeIsDefinite(Outbox outbox, BatchRow probe, BatchState then) {
        if (probe.parent() == null) {
            return;
        }
        for (BatchRow sibling : outbox.children(probe.parent())) {
            if (sibling.state() == BatchState.WAITING) {
                outbox.state(sibling.id(), then);
            }
        }
    }

    private void backOff(Outbox outbox, String why, Duration asked, Instant now) {
        SinkState sink = outbox.sink();
        int failures = sink.failures() + 1;
        Instant until = now.plus(backoff.after(failures, Optional.ofNullable(asked)));
        String words = why + (asked == null ? "" : ": MaestroQA asked for " + asked.toSeconds() + " s");
        outbox.sink(new SinkState(sink.paused(), sink.pausedByPerson(), until,
                sink.paused() ? sink.reason() : "waiting until " + until.truncatedTo(ChronoUnit.SECONDS) + ": " + words, failures));
    }

    private static void pause(Outbox outbox, String why) {
        outbox.sink(outbox.sink().pausedByPerson() ? outbox.sink() : SinkState.stopped(why));
    }

    /** A definite answer ends the back-off; a pause that came meanwhile stays. */
    private static void answeredWell(Outbox outbox) {
        SinkState sink = outbox.sink();
        if (!sink.paused() && !sink.equals(SinkState.READY)) {
            outbox.sink(SinkState.READY);
        }
    }
}
