package io.csatrelay.deliver;

import java.time.Duration;
import java.util.List;

/** What an answer of MaestroQA, or its absence, means for a batch. contract.md's table, a case a row. */
public sealed interface Verdict {
    /** The HTTP status, or 0 when no answer came. */
    int status();

    /** What happened, in words that may be logged: never MaestroQA's own. */
    String inWords();

    /** The wait that MaestroQA asked for, or null. */
    default Duration asked() {
        return null;
    }

    /** Taken, item by item, in the batch's order. */
    record Taken(int status, List<ItemResult> results) implements Verdict {
        /** Keeps a copy of the results. */
        public Taken {
            results = List.copyOf(results);
        }

        @Override
        public String inWords() {
            long refused = results.stream().filter(result -> !result.taken()).count();
            return "HTTP " + status + ", " + (results.size() - refused) + " delivered, " + refused + " refused";
        }
    }

    /** Refused whole (400, 413, 422). @param words MaestroQA's, which may quote a rating: stored, never logged */
    record RefusedWhole(int status, String words, Duration asked) implements Verdict {
        @Override
        public String inWords() {
            return "HTTP " + status + ": MaestroQA refused the whole request";
        }
    }

    /** Not taken for now; the batch stays pending. */
    record NotNow(int status, String inWords, Duration asked) implements Verdict {
    }

    /** Not taken, and will not be until a person has changed something; the batch stays pending. */
    record Stopped(int status, String inWords) implements Verdict {
    }

    /** The answer was lost: the batch may have been taken. */
    record Lost(int status, String inWords, Duration asked) implements Verdict {
    }

    /** An answer came and cannot be read: the batch may have been taken, and is never sent again by itself. */
    record Unreadable(int status, String inWords) implements Verdict {
    }

    /** The sink was paused, or began to wait, before the request left: the batch stays pending, and nothing counts. */
    record HeldBack() implements Verdict {
        @Override
        public int status() {
            return 0;
        }

        @Override
        public String inWords() {
            return "held back";
        }
    }

    /**
     * One item's result.
     *
     * @param taken whether MaestroQA took it
     * @param id MaestroQA's {@code _id} of a taken one
     * @param words MaestroQA's words on a refused one
     */
    record ItemResult(boolean taken, String id, String words) {
    }
}
