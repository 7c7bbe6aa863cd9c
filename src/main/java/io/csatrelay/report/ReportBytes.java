package io.csatrelay.report;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as it was written, in pieces: one array of 7 MB beside the pieces that it was joined from would be most of a small heap's young
 * generation, and so have all of the heap collected. Used by one thread at a time.
 */
public final class ReportBytes extends OutputStream {
    private static final int PIECE = 64 << 10;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[8 << 10];
    private int used;
    private int size;

    ReportBytes() {
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int at = from;
        int left = length;
        while (left > 0) {
            if (used == last.length) {
                full.add(last);
                last = new byte[PIECE];
                used = 0;
            }
            int fits = Math.min(left, last.length - used);
            System.arraycopy(bytes, at, last, used, fits);
            used += fits;
            at += fits;
            left -= fits;
        }
        size += length;
    }

    int size() {
        return size;
    }

    /** All of it, in order; not to be changed. */
    public List<ByteBuffer> pieces() {
        List<ByteBuffer> pieces = new ArrayList<>(full.size() + 1);
        full.forEach(piece -> pieces.add(ByteBuffer.wrap(piece)));
        pieces.add(ByteBuffer.wrap(last, 0, used));
        return pieces;
    }

    /** All of it in one array, which is made for it. */
    public byte[] joined() {
        ByteBuffer joined = ByteBuffer.allocate(size);
        pieces().forEach(joined::put);
        return joined.array();
    }
}
