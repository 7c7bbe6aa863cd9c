package io.csatrelay.store;

import io.csatrelay.deliver.BatchState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the outbox has had for one rating, oldest first. */
final class OwedHistory {
    private static final Set<String> OPEN = Stream.of(BatchState.READY, BatchState.CLAIMED, BatchState.SENT, BatchState.LOST,
            BatchState.WAITING).map(BatchState::name).collect(Collectors.toUnmodifiableSet());

    private final Set<String> versions = new HashSet<>();
    private final List<Row> unsent = new ArrayList<>();
    private Row sent;
    private Long inFlight;
    private boolean delivered;

    void add(String version, Row row) {
        versions.add(version);
        if (row.unsent()) {
            unsent.add(row);
        } else if (!row.state().equals("replaced")) {
            sent = row;
            delivered |= row.state().equals("delivered");
            inFlight = row.inFlight() ? Long.valueOf(row.id()) : inFlight;
        }
    }

    /**
     * Whether a version with this item would be owed: not if the same is on its way already, nor if it is what was sent last.
     *
     * @param firstOnly whether nothing is owed any more once one was delivered
     */
    boolean wouldOwe(String item, boolean firstOnly) {
        return !waitsAlready(item) && !(firstOnly && delivered) && (sent == null || !sent.item().equals(item));
    }

    /** Whether the version that is to be sent next has this item. */
    boolean waitsAlready(String item) {
        return !unsent.isEmpty() && unsent.get(unsent.size() - 1).item().equals(item);
    }

    /** Those that a newer version replaces. */
    List<Row> unsent() {
        return unsent;
    }

    /** The version whose answer a newer one has to wait for, or null. */
    Long inFlight() {
        return inFlight;
    }

    /** Names a version; a record that turns back to what it was, or is mapped again, has one that was there before. */
    String nameFor(String version, long run) {
        String name = version;
        for (int again = 0; !versions.add(name); again++) {
            name = version + "#" + run + (again == 0 ? "" : "." + again);
        }
        return name;
    }

    /** A row of the outbox, and the state of its batch. */
    record Row(long id, String state, String item, Long batch, String batchState) {
        private boolean unsent() {
            return state.equals("held") || state.equals("pending") && batch == null;
        }

        /** In a batch whose answer is still to come, or that goes again. */
        private boolean inFlight() {
            return batch != null && (state.equals("pending") || state.equals("unknown")) && OPEN.contains(batchState);
        }
    }
}
