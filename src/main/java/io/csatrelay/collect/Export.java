package io.csatrelay.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An export of a window's responses, from what is asked for to the last record of its file. Lives as the variable {@code export} of one
 * exchange and is used by that exchange's thread alone.
 */
public final class Export {
    private final String order;
    private final boolean continues;
    private String progressId;
    private String fileId;
    private String continuation;
    private boolean failed;
    private int polls;
    private Duration waited = Duration.ZERO;
    private Duration waitLeft = Duration.ZERO;
    private Duration slice = Duration.ZERO;
    private Path file;
    private RecordPages pages;

    Export(String order, boolean continues) {
        this.order = order;
        this.continues = continues;
    }

    /** What is asked for, JSON. */
    public String getOrder() {
        return order;
    }

    /** Whether it goes on from a continuation token. */
    boolean continues() {
        return continues;
    }

    /** Its name while it is made, or null before it was begun. */
    public String getProgressId() {
        return progressId;
    }

    void begun(String id) {
        progressId = id;
    }

    /** The name of its file; null until that is complete. */
    public String getFileId() {
        return fileId;
    }

    /** Whether its file is complete. */
    public boolean isComplete() {
        return fileId != null;
    }

    void complete(String id, String token) {
        fileId = id;
        continuation = token;
    }

    /** The token that the next export goes on from; null when none was given. */
    String continuation() {
        return continuation;
    }

    /** Notes that Qualtrics gave it up, or did not get it done. */
    void fail() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    int nextPoll() {
        return ++polls;
    }

    /** How long all waits were. */
    Duration waited() {
        return waited;
    }

    void waitFor(Duration wait) {
        waitLeft = wait;
        waited = waited.plus(wait);
    }

    /** Takes a slice off the wait. @return false when none is left */
    boolean waitOn(Duration longest) {
        slice = waitLeft.compareTo(longest) < 0 ? waitLeft : longest;
        waitLeft = waitLeft.minus(slice);
        return !slice.isZero();
    }

    /** How long to wait before it is looked at again, milliseconds. */
    public long getSliceMillis() {
        return slice.toMillis();
    }

    void keptIn(Path path) {
        file = path;
    }

    /** The records of its file, page by page. */
    RecordPages pages() throws IOException {
        if (pages == null) {
            pages = new RecordPages(new ExportFile(file));
        }
        return pages;
    }

    void close() throws IOException {
        if (pages != null) {
            pages.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
