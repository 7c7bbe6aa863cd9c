package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The count endpoint: exact up to 100,000, above that a number that is refreshed every 24 hours, as the document says. Used by one thread. */
final class RatingCount {

    private static final int CACHED_ABOVE = 100_000;
    private static final Duration REFRESH = Duration.ofHours(24);

    private final RatingBook book;
    private final DemoZendesk.Options options;
    private int cached;
    private Instant cachedAt;

    RatingCount(RatingBook book, DemoZendesk.Options options) {
        this.book = book;
        this.options = options;
    }

    byte[] json() {
        int size = book.size();
        Instant now = options.clock().instant();
        if (size <= CACHED_ABOVE) {
            return json(size, now);
        }
        if (options.has(DemoZendesk.Quirk.COUNT_REFRESHING)) {
            return json(CACHED_ABOVE, null);
        }
        if (cachedAt == null || now.isAfter(cachedAt.plus(REFRESH))) {
            cached = size;
            cachedAt = now;
        }
        return json(cached, cachedAt);
    }

    private static byte[] json(int value, Instant refreshed) {
        ObjectNode answer = Json.object();
        answer.putObject("count")
                .put("refreshed_at", refreshed == null ? null : refreshed.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("value", value);
        return Json.bytes(answer);
    }
}
