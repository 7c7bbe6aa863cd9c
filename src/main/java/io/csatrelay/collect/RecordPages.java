package io.csatrelay.collect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the records of a file into pages, each stored in one transaction: in constant memory, for a page ends early when its records are
 * long. Used by one thread.
 */
final class RecordPages implements AutoCloseable {
    /** Enough to make a transaction worth its cost. */
    static final int RECORDS = 250;
    /** Characters, as read. */
    static final int LONGEST = 2_000_000;

    private final Records records;
    private ReadRecord ahead;

    RecordPages(Records records) throws IOException {
        this.records = records;
        this.ahead = records.next();
    }

    /** The next page; empty at the end. */
    List<ReadRecord> next() throws IOException {
        List<ReadRecord> page = new ArrayList<>(RECORDS);
        long start = records.read();
        while (ahead != null && page.size() < RECORDS && records.read() - start < LONGEST) {
            page.add(ahead);
            ahead = records.next();
        }
        return page;
    }

    boolean atEnd() {
        return ahead == null;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
