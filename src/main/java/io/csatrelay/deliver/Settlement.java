package io.csatrelay.deliver;

import io.csatrelay.deliver.DeliverStore.BatchRow;
import io.csatrelay.deliver.DeliverStore.Outbox;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.RetryAfter;
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
        if (batch.state() != BatchState.CLAIMED && batch.state() != BatchState.SENT) {
            return; // Settled before, by a commit that seemed to fail.
        }
        if (verdict instanceof Verdict.Taken taken) {
            taken(outbox, batch, taken, now);
        } else if (verdict instanceof Verdict.RefusedWhole refused) {
            refused(outbox, batch, refused, now);
        } else if (verdict instanceof Verdict.NotNow notNow) {
            outbox.state(batchId, BatchState.READY);
            backOff(outbox, notNow, now);
        } else if (verdict instanceof Verdict.Stopped stopped) {
            outbox.state(batchId, BatchState.READY);
            pause(outbox, stopped.inWords());
        } else if (verdict instanceof Verdict.Lost lost) {
            lost(outbox, batch, lost.inWords(), now);
            backOff(outbox, lost, now);
        } else if (verdict instanceof Verdict.Unreadable unreadable) {
            forPerson(outbox, batch, unreadable.inWords(), now);
            probeEnded(outbox, batch, BatchState.LOST, now);
            pause(outbox, unreadable.inWords());
        } else if (verdict instanceof Verdict.HeldBack) {
            outbox.state(batchId, BatchState.READY);
        }
    }

    /** Declares a batch that an earlier process left in flight unknown. */
    void leftInFlight(Outbox outbox, BatchRow batch, Instant now) {
        lost(outbox, batch, "the process ended while the batch was in flight", now);
    }

    /** Cuts a lost batch into its first rating, to be sent alone, and the rest, which waits for it. @return what to send */
    BatchRow probe(Outbox outbox, BatchRow lost, Instant now) {
        List<Long> members = outbox.members(lost.id());
        if (members.size() < 2) {
            return lost;
        }
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
        outbox.sink(outbox.sink().well(now));
        probeEnded(outbox, batch, BatchState.READY, now);
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
        outbox.sink(outbox.sink().well(now));
        if (refused.asked() != null) {
            backOff(outbox, refused, now);
        }
        probeEnded(outbox, batch, BatchState.READY, now);
        halving.everythingRefused(outbox, batch).ifPresent(root -> {
            halving.dissolve(outbox, root, now);
            pause(outbox, "HTTP " + refused.status() + " for every half of a batch: that is no bad rating, so none was refused: "
                    + "compare what is sent (`map`) with MaestroQA's document, then `resume maestroqa`");
            outbox.pausedFor(refused.words());
        });
    }

    private void lost(Outbox outbox, BatchRow batch, String why, Instant now) {
        int losses = batch.losses() + 1;
        outbox.losses(batch.id(), losses);
        if (!resendUnknown || losses > RESENDS) {
            forPerson(outbox, batch, why, now);
            probeEnded(outbox, batch, BatchState.LOST, now);
            return;
        }
        outbox.state(batch.id(), BatchState.LOST);
        outbox.members(batch.id()).forEach(member -> outbox.unknown(member, false, why, now));
    }

    private void forPerson(Outbox outbox, BatchRow batch, String why, Instant now) {
        outbox.state(batch.id(), BatchState.UNKNOWN);
        outbox.members(batch.id()).forEach(member -> outbox.unknown(member, true, why, now));
    }

    /**
     * What the rest of a lost batch does when its first rating has an answer, or will get none: it goes, or is probed anew; or
     * it is a person's, as nothing goes again by itself.
     */
    private void probeEnded(Outbox outbox, BatchRow probe, BatchState then, Instant now) {
        if (probe.parent() == null) {
            return;
        }
        for (BatchRow sibling : outbox.children(probe.parent())) {
            if (sibling.state() == BatchState.WAITING && resendUnknown) {
                outbox.state(sibling.id(), then);
            } else if (sibling.state() == BatchState.WAITING) {
                forPerson(outbox, sibling, "its answer was lost", now);
            }
        }
    }

    /** Whether MAESTROQA_UNKNOWN=hold came after the answer was lost: then it is a person's from now on. */
    void holdsLost(Outbox outbox, Instant now) {
        for (BatchRow lost = next(outbox); !resendUnknown && lost != null; lost = next(outbox)) {
            forPerson(outbox, lost, "its answer was lost", now);
        }
    }

    private static BatchRow next(Outbox outbox) {
        BatchRow lost = outbox.oldest(BatchState.LOST);
        return lost == null ? outbox.oldest(BatchState.WAITING) : lost;
    }

    private void backOff(Outbox outbox, Verdict verdict, Instant now) {
        SinkState sink = outbox.sink();
        Duration wait = backoff.after(sink.failures() + 1, Optional.ofNullable(verdict.asked()));
        Instant asked = verdict.asked() == null ? null : after(now, verdict.asked());
        outbox.sink(sink.waiting(after(now, wait), asked, verdict.inWords() + asked(verdict.asked()), now));
    }

    /** The store keeps whole milliseconds: rounded up, so that the wait is not undercut by a part of one. */
    private static Instant after(Instant now, Duration wait) {
        return now.plus(wait).plusMillis(1).truncatedTo(ChronoUnit.MILLIS);
    }

    private static String asked(Duration asked) {
        if (asked == null) {
            return "";
        }
        return ": MaestroQA asked for " + (asked.compareTo(RetryAfter.LONGEST) < 0 ? asked.toSeconds() + " s" : "24 h or more");
    }

    private static void pause(Outbox outbox, String why) {
        outbox.sink(outbox.sink().stopped(why));
    }
}
