package io.csatrelay.store;

import io.csatrelay.distribution.Distribution;
import java.io.ByteArrayOutputStream;
import java.util.SortedMap;

/**
 * Distributions by slice as one value: for each slice in rising order the step from the one before and its five counts, each in as few
 * bytes as it needs, seven bits a byte, the lowest first. Some 7 bytes a slice; read at over 100 million bytes a second.
 */
final class PackedCounts {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private PackedCounts() {
    }

    /** Gets each slice's counts. */
    interface Reader {
        void read(int slice, long one, long two, long three, long four, long five);
    }

    static byte[] pack(SortedMap<Long, Distribution> counts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long before = 0;
        for (var entry : counts.entrySet()) {
            Distribution count = entry.getValue();
            write(out, entry.getKey() - before);
            write(out, count.one());
            write(out, count.two());
            write(out, count.three());
            write(out, count.four());
            write(out, count.five());
            before = entry.getKey();
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long value) {
        if (value < 0) {
            throw new IllegalStateException("packing counts: " + value + " is below zero: `csat-relay reports verify` tells where");
        }
        long rest = value;
        while (rest >= MORE) {
            out.write((int) (rest | MORE) & 0xff);
            rest >>>= BITS;
        }
        out.write((int) rest);
    }

    static void unpack(byte[] packed, Reader reader) {
        Cursor cursor = new Cursor(packed);
        int slice = 0;
        while (cursor.at < packed.length) {
            slice += (int) cursor.next();
            reader.read(slice, cursor.next(), cursor.next(), cursor.next(), cursor.next(), cursor.next());
        }
    }

    private static final class Cursor {
        private final byte[] packed;
        private int at;

        Cursor(byte[] packed) {
            this.packed = packed;
        }

        long next() {
            byte first = packed[at++];
            return first >= 0 ? first : rest(first);
        }

        private long rest(byte first) {
            long value = first & (MORE - 1);
            int shift = BITS;
            byte next;
            do {
                next = packed[at++];
                value |= (long) (next & (MORE - 1)) << shift;
                shift += BITS;
            } while (next < 0);
            return value;
        }
    }
}
