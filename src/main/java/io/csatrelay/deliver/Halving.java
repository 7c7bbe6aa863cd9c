package io.csatrelay.deliver;

import io.csatrelay.deliver.DeliverStore.BatchRow;
import io.csatrelay.deliver.DeliverStore.Outbox;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one rating for which a request is refused whole: halves the batch until the offender is alone. One offender in 100
 * costs at most 14 requests more: two at each of seven levels.
 *
 * <p>If both halves of a batch and both halves of its first half are refused whole, no single rating is to blame. That is asked of
 * the batch that was first sent, not of what it was cut into: a piece for which it holds was cut from a batch of which other
 * pieces were taken, so its ratings are bad ones that happen to be neighbours.
 */
final class Halving {
    /** Both halves in order, the first the larger of an odd number. */
    static List<List<Long>> halves(List<Long> members) {
        int middle = (members.size() + 1) / 2;
        return List.of(members.subList(0, middle), members.subList(middle, members.size()));
    }

    /** The batch for which the rule is met now that {@code refused} was refused whole, if any. */
    Optional<BatchRow> everythingRefused(Outbox outbox, BatchRow refused) {
        if (refused.parent() == null) {
            return Optional.empty();
        }
        BatchRow parent = outbox.batch(refused.parent());
        if (met(outbox, parent)) {
            return Optional.of(parent);
        }
        return parent.parent() == null ? Optional.empty()
                : Optional.of(outbox.batch(parent.parent())).filter(grandparent -> met(outbox, grandparent));
    }

    private static boolean met(Outbox outbox, BatchRow batch) {
        if (batch.parent() != null && outbox.batch(batch.parent()).state() == BatchState.REFUSED) {
            return false;
        }
        List<BatchRow> halves = outbox.children(batch.id());
        return bothRefused(batch, halves) && bothRefused(halves.get(0), outbox.children(halves.get(0).id()));
    }

    private static boolean bothRefused(BatchRow batch, List<BatchRow> halves) {
        return batch.state() == BatchState.REFUSED && halves.size() == 2
                && halves.stream().allMatch(half -> half.state() == BatchState.REFUSED);
    }

    /**
     * Takes the batch, and what was cut from it and refused or not sent yet, apart: every member is owed as before. What another
     * worker has in hand, or had taken, is left to its own answer: released, it would be sent twice.
     */
    void dissolve(Outbox outbox, BatchRow root, Instant now) {
        Deque<BatchRow> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            BatchRow batch = open.pop();
            if (batch.state() == BatchState.REFUSED || batch.state() == BatchState.READY) {
                open.addAll(outbox.children(batch.id()));
                outbox.members(batch.id()).forEach(member -> outbox.released(member, now));
                outbox.state(batch.id(), BatchState.DISSOLVED);
            }
        }
    }
}
