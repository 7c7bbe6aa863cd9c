package io.csatrelay.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in the list of ratings: behind the rating of this id. Its text is opaque and holds {@code +}, {@code /} and {@code =} on purpose,
 * which a client must encode in a URL.
 *
 * @param epoch of the vendor's cursors; one of an earlier epoch has expired
 * @param turn  0, or a number that makes another text of the same place
 */
record Cursor(int epoch, long id, int turn) {

    /** The id of a place before every rating, in whatever order they are listed. */
    static final long BEGINNING = Long.MIN_VALUE;

    private static final String START = "q+/";
    private static final String END = "=";

    String text() {
        String inner = epoch + ":" + id + ":" + turn;
        return START + Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8)) + END;
    }

    /** Reads the text of a cursor; rejects (400) one that is unknown or of another epoch. */
    static Cursor read(String text, int epoch) {
        Cursor cursor = parse(text);
        if (cursor == null || cursor.epoch != epoch) {
            throw new Rejected(400, "InvalidCursor", cursor == null ? "page: the cursor is not valid" : "page: the cursor has expired");
        }
        return cursor;
    }

    /** The cursor of this text whatever its epoch, or null when it is none. */
    static Cursor parse(String text) {
        if (!text.startsWith(START) || !text.endsWith(END)) {
            return null;
        }
        try {
            String inner = new String(Base64.getDecoder().decode(
                    text.substring(START.length(), text.length() - END.length())), StandardCharsets.UTF_8);
            String[] parts = inner.split(":", -1);
            return new Cursor(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }
}
