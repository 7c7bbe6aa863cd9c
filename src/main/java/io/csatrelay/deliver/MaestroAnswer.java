package io.csatrelay.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.vendor.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what MaestroQA answered. Its results carry no ticket id: they are matched by position, so their number must be that of
 * the items sent. A 201 can hold failures.
 */
final class MaestroAnswer {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private MaestroAnswer() {
    }

    /** Judges an answer that came whole. @param items how many were sent */
    static Verdict read(Integer answered, String body, String retryAfter, int items, Instant now) {
        int status = answered == null ? 0 : answered;
        if (status >= 200 && status < 300) {
            return results(body).filter(results -> results.size() == items)
                    .<Verdict>map(results -> new Verdict.Taken(status, results))
                    .orElseGet(() -> new Verdict.Unreadable(status, "HTTP " + status + " with results that do not match the "
                            + items + " ratings sent, or cannot be read: look at MaestroQA which were taken, then `retry` or "
                            + "`dismiss` the unknown ones and `resume maestroqa`"));
        }
        Duration asked = RetryAfter.parse(retryAfter, now).orElse(null);
        return switch (status) {
            case 400, 413, 422 -> new Verdict.RefusedWhole(status, words(body), asked);
            case 429 -> new Verdict.NotNow(status, "HTTP 429: its rate limit is reached", asked);
            case 408, 425, 500, 503 -> new Verdict.NotNow(status, "HTTP " + status + ": it has a fault of its own", asked);
            case 401 -> new Verdict.Stopped(status, "HTTP 401: check MAESTROQA_API_TOKEN (a token expires after 90 days by default)");
            case 403 -> new Verdict.Stopped(status, "HTTP 403: the owner of MAESTROQA_API_TOKEN may not send ratings");
            case 404 -> new Verdict.Stopped(status, "HTTP 404: check MAESTROQA_URL");
            default -> status >= 500 || status < 200
                    ? new Verdict.Lost(status, "HTTP " + status + ": the batch may have been taken", asked)
                    : new Verdict.Stopped(status, "HTTP " + status + (status < 400 ? ": a redirect, which is not followed" : "")
                            + ": check MAESTROQA_URL");
        };
    }

    /** Judges a request that got no whole answer. */
    static Verdict read(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (Connections.failedBeforeSending(cause)) {
                return new Verdict.NotNow(0, "no connection (" + cause.getClass().getSimpleName() + "): nothing was sent", null);
            }
        }
        return new Verdict.Lost(0, "the answer was lost (" + failure.getClass().getSimpleName() + "): the batch may have been taken", null);
    }

    private static Optional<List<Verdict.ItemResult>> results(String body) {
        try {
            JsonNode results = JSON.readTree(body == null ? "" : body).path("results");
            if (!results.isArray()) {
                return Optional.empty();
            }
            List<Verdict.ItemResult> read = new ArrayList<>(results.size());
            for (JsonNode result : results) {
                if (!result.path("success").isBoolean()) {
                    return Optional.empty();
                }
                boolean taken = result.path("success").asBoolean();
                read.add(new Verdict.ItemResult(taken, result.path("_id").asText(null), taken ? null : result.path("status").asText("")));
            }
            return Optional.of(read);
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** What MaestroQA said, cut to what a person reads. */
    private static String words(String body) {
        String text = body == null ? "" : body.strip();
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
