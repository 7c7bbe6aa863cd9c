package io.csatrelay.collect;

import java.io.IOException;
import java.io.Reader;

/** Lines of a text, none of them longer than what memory is there for. Used by one thread. */
final class Lines {
    /** Characters; no record of a survey has so many. */
    static final int LONGEST = 1 << 20;

    private final Reader text;
    private final char[] buffer = new char[1 << 13];
    private int at;
    private int end;
    private long read;
    private long number;
    private boolean cut;
    private boolean carriageReturn;

    Lines(Reader text) {
        this.text = text;
    }

    /** The next line without its end, its first {@link #LONGEST} characters; null after the last one. */
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        cut = false;
        while (true) {
            if (at == end && !fill()) {
                number += any ? 1 : 0;
                return any ? line.toString() : null;
            }
            char c = buffer[at++];
            read++;
            if (c == '\n' && carriageReturn) {
                carriageReturn = false;
                continue;
            }
            carriageReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                number++;
                return line.toString();
            }
            any = true;
            if (line.length() < LONGEST) {
                line.append(c);
            } else {
                cut = true;
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, text.read(buffer));
        return end > 0;
    }

    /** Whether the last line was longer. */
    boolean wasCut() {
        return cut;
    }

    /** The last line's number, from 1. */
    long number() {
        return number;
    }

    /** Characters so far. */
    long read() {
        return read;
    }
}
