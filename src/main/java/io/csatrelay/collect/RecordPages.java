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
    private DropException broken;

    RecordPages(Records records) throws IOException {
        this.records = records;
        this.ahead = read();
    }

    /** What can be read before a fault is a page; the next one is the fault. */
    private ReadRecord read() throws IOException {
        try {
            return records.next();
        } catch (DropException fault) {
            broken = fault;
            return null;
        }
    }

    /** The next page; empty at the end. @throws DropException when the file cannot be read on */
    List<ReadRecord> next() throws IOException {
        if (ahead == null && broken != null) {
            throw broken;
        }
        List<ReadRecord> page = new ArrayList<>(RECORDS);
        long start = records.read();
        while (ahead != null && page.size() < RECORDS && records.read() - start < LONGEST) {
            page.add(ahead);
            ahead = read();
        }
        return page;
    }

    boolean atEnd() {
        return ahead == null && broken == null;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
