package io.csatrelay.collect;

import io.csatrelay.tile.TileRequest;
import io.csatrelay.vendor.VendorException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The requests of one run of Gnatta's tiles: which one is in work, and which have failed. Used by one exchange's thread alone. */
public final class TileRun {
    private final Deque<TileRequest> left;
    private final Instant bookmark;
    private final List<String> failures = new ArrayList<>();
    private final List<String> heldBack = new ArrayList<>();
    private TileRequest request;
    private VendorException first;
    private int failedInRow;

    /** @param bookmark that the last one moves the lane to, when none failed; null for none */
    TileRun(Collection<TileRequest> due, Instant bookmark) {
        this.left = new ArrayDeque<>(due);
        this.bookmark = bookmark;
    }

    boolean next() {
        request = left.poll();
        return request != null;
    }

    /** Nothing more is sent. */
    void end() {
        left.clear();
    }

    TileRequest request() {
        return request;
    }

    /** What is sent. */
    public String getBody() {
        return request.body().toString();
    }

    /** What may come back. */
    public String getAccept() {
        return request.export() ? "text/csv" : "application/json";
    }

    /** Leaves the request in work, and all others of its kind, to a later run: Gnatta's limit leaves none before. */
    void leaveToLater(Instant until) {
        left.removeIf(other -> other.export() == request.export());
        heldBack.add("Gnatta's limit leaves no " + (request.export() ? "export" : "request") + " before " + until);
    }

    /** What was left to a later run, in words. */
    List<String> heldBack() {
        return heldBack;
    }

    /** Where the request in work leaves the bookmark. */
    Instant bookmark() {
        return left.isEmpty() && failures.isEmpty() && heldBack.isEmpty() ? bookmark : null;
    }

    void passed() {
        failedInRow = 0;
    }

    /** @return failures in a row */
    int failed(VendorException failure, String words) {
        first = first == null ? failure : first;
        failures.add(words);
        return ++failedInRow;
    }

    List<String> failures() {
        return failures;
    }

    VendorException firstFailure() {
        return first;
    }
}
