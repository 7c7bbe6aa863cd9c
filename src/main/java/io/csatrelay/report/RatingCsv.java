package io.csatrelay.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Ratings as CSV (RFC 4180, UTF-8), made while it is read: holds the numbers of the ratings and a page of them. It keeps nothing open, so
 * that a reader who goes away leaves nothing behind. Read by one thread.
 */
final class RatingCsv extends InputStream {
    private static final int PAGE = 500;

    private final ReportStore store;
    private volatile long[] numbers;
    private final List<RatingColumn> columns;
    private int next;
    private byte[] chunk;
    private int position;

    RatingCsv(ReportStore store, long[] numbers, List<RatingColumn> columns) {
        this.store = store;
        this.numbers = numbers;
        this.columns = columns;
        this.chunk = text(List.of(), true);
    }

    @Override
    public int read() {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int read = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, offset, read);
        position += read;
        return read;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    /** Ends it: from any thread. */
    @Override
    public void close() {
        numbers = new long[0];
    }

    /** Whether there is something to read; a page whose ratings are all gone has nothing. */
    private boolean fill() {
        while (position == chunk.length) {
            long[] all = numbers;
            if (next >= all.length) {
                return false;
            }
            int end = Math.min(next + PAGE, all.length);
            chunk = text(store.ratings(Arrays.stream(all, next, end).boxed().toList()), false);
            position = 0;
            next = end;
        }
        return true;
    }

    private byte[] text(List<CountedRating> ratings, boolean header) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            if (header) {
                csv.printRecord(columns.stream().map(RatingColumn::title).toList());
            }
            for (CountedRating rating : ratings) {
                csv.printRecord(columns.stream().map(column -> cell(column.of(rating))).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Object cell(Object value) {
        return value instanceof String text ? CsvCell.text(text) : value;
    }
}
