package io.csatrelay.collect;

import java.io.IOException;
import java.nio.file.Path;

/** A dropped file that is read. Lives as the variable {@code drop} of one exchange and is used by that exchange's thread alone. */
public final class Drop {
    private final Path file;
    private final DropStamp stamp;
    private final DropReport report;
    private DropText text;
    private RecordPages pages;

    Drop(Path file, DropStamp stamp) {
        this.file = file;
        this.stamp = stamp;
        this.report = new DropReport(file);
    }

    Path file() {
        return file;
    }

    /** What it was like when it was found. */
    DropStamp stamp() {
        return stamp;
    }

    DropReport report() {
        return report;
    }

    /** The hash of its content; null until it was looked at. */
    String content() {
        return text == null ? null : text.content();
    }

    void looked(DropText seen) {
        text = seen;
    }

    void reads(RecordPages records) {
        pages = records;
    }

    RecordPages pages() {
        return pages;
    }

    boolean hasMore() {
        return pages != null && !pages.atEnd();
    }

    void close() throws IOException {
        if (pages != null) {
            pages.close();
        }
    }
}
