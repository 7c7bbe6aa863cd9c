package io.csatrelay.collect;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows the quotes of a CSV text, for what its parser is silent about: where the last one opened, and values that a missing quote has made of
 * several rows. Such a one is closed by the quote that opens another row's value, so that words follow it. Used by one thread.
 */
final class Quotes {
    private enum At { VALUE_BEGINS, WORDS, QUOTED, QUOTE_CLOSED, SPACE_AFTER }

    private final char separator;
    private final Deque<Long> torn = new ArrayDeque<>();
    private At at = At.VALUE_BEGINS;
    private long line = 1;
    private long opened = 1;
    private boolean carriageReturn;

    Quotes(char separator) {
        this.separator = separator;
    }

    void read(char c) {
        boolean ends = c == '\n' || c == '\r';
        boolean closed = at == At.QUOTE_CLOSED || at == At.SPACE_AFTER;
        if (at == At.QUOTED) {
            at = c == '"' ? At.QUOTE_CLOSED : At.QUOTED;
        } else if (c == '"' && (at == At.VALUE_BEGINS || at == At.QUOTE_CLOSED)) {
            opened = at == At.VALUE_BEGINS ? line : opened;
            at = At.QUOTED;
        } else if (ends || c == separator) {
            at = At.VALUE_BEGINS;
        } else if (closed && c == ' ') {
            at = At.SPACE_AFTER;
        } else {
            if (closed && line > opened) {
                torn.add(opened);
            }
            at = At.WORDS;
        }
        line += ends && !(c == '\n' && carriageReturn) ? 1 : 0;
        carriageReturn = c == '\r';
    }

    /** The line where the last quote opened, from 1. */
    long openedAt() {
        return opened;
    }

    /** Whether a value that began in these lines was made of several rows; it is forgotten. */
    boolean tornUpTo(long last) {
        boolean any = false;
        while (!torn.isEmpty() && torn.peek() <= last) {
            torn.remove();
            any = true;
        }
        return any;
    }
}
