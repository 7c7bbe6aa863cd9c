package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The demo Gnatta's paths, its limits and its cache. Called by one thread; what tests read is synchronized. */
final class GnattaApi implements LoopbackServer.Vendor {

    private static final String REPORTING = "/reporting/v1.2/";
    private static final String EXPORT = "/reporting/export/v1.2/";
    private static final Duration CACHED = Duration.ofMinutes(10);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final DemoGnatta.Options options;
    private final GnattaTokens tokens;
    private final Map<String, Cached> cache = new HashMap<>();
    private final Map<Boolean, Window> windows = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private int repeats;

    private record Cached(Instant at, DemoAnswer answer) { }

    private record Window(long start, int used) { }

    GnattaApi(DemoGnatta.Options options) {
        this.options = options;
        this.tokens = new GnattaTokens(options);
    }

    void forgetTokens() {
        tokens.forget();
    }

    synchronized int repeats() {
        return repeats;
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** The answer that this account gave last to a request as {@link #asked()} has it, or null. */
    synchronized String answered(String key) {
        Cached last = cache.get(key);
        return last == null ? null : new String(last.answer().body(), StandardCharsets.UTF_8);
    }

    @Override
    public synchronized DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        try {
            DemoAnswer auth = tokens.answer(request, body, header);
            return auth != null ? auth : report(request, body, header);
        } catch (Rejected e) {
            return e.answer();
        }
    }

    private DemoAnswer report(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        boolean export = request.path().startsWith(EXPORT);
        if (!export && !request.path().startsWith(REPORTING)) {
            throw new Rejected(404, "not_found", "there is no such path");
        }
        tokens.require(header.apply("Authorization"));
        Window window = use(export);
        int limit = export ? options.exportPerMinute() : options.perMinute();
        DemoAnswer answer;
        if (window.used() > limit) {
            answer = DemoAnswer.json(429, "{\"title\":\"Too Many Requests\"}");
        } else {
            try {
                answer = cached(request, export, body, header);
            } catch (Rejected e) {
                answer = e.answer();
            }
        }
        String reset = String.valueOf(TimeUnit.NANOSECONDS.toSeconds(MINUTE - (options.ticker().getAsLong() - window.start())) + 1);
        return answer.with(options.rateHeaders() + "Limit", String.valueOf(limit))
                .with(options.rateHeaders() + "Remaining", String.valueOf(Math.max(0, limit - window.used()))).with(options.rateHeaders() + "Reset", reset);
    }

    private Window use(boolean export) {
        long now = options.ticker().getAsLong();
        Window window = windows.get(export);
        Window next = window == null || now - window.start() >= MINUTE ? new Window(now, 1) : new Window(window.start(), window.used() + 1);
        windows.put(export, next);
        return next;
    }

    private DemoAnswer cached(DemoRequest request, boolean export, byte[] body, UnaryOperator<String> header) {
        if (!request.method().equals("POST")) {
            throw new Rejected(405, "method_not_allowed", "every method is POST");
        }
        String accept = header.apply("Accept");
        if (export && !(accept != null && (accept.equals("*/*") || accept.equals("text/csv")))) {
            throw new Rejected(404, "not_found", "an export is text/csv");
        }
        String type = header.apply("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            throw new Rejected(415, "unsupported_media_type", "send application/json");
        }
        String key = request.path() + " " + new String(body, StandardCharsets.UTF_8);
        Cached before = cache.get(key);
        Instant now = options.clock().instant();
        if (before != null && now.isBefore(before.at().plus(CACHED))) {
            repeats++;
            return before.answer();
        }
        DemoAnswer answer = made(request.path().substring((export ? EXPORT : REPORTING).length()), export, body);
        cache.put(key, new Cached(now, answer));
        asked.add(key);
        return answer;
    }

    private DemoAnswer made(String path, boolean export, byte[] body) {
        ObjectNode json = Json.readObject(body);
        if (json == null) {
            throw new Rejected(400, "bad_request", "the body is no JSON object");
        }
        GnattaTile tile = GnattaTile.at(path, export);
        if (tile == null) {
            throw new Rejected(404, "not_found", "there is no such path");
        }
        List<String> problems = new GnattaBody(json).problems(tile);
        if (!problems.isEmpty()) {
            throw new Rejected(400, "bad_request", String.join("; ", problems));
        }
        GnattaFigures figures = new GnattaFigures(path, tile, json);
        return export ? DemoAnswer.text(200, "text/csv", figures.csv()) : DemoAnswer.json(200, figures.json().toString());
    }
}
