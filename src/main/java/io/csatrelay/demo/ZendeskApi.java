package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo Zendesk's paths, its authentication and its rate headers. Called by one thread. */
final class ZendeskApi implements LoopbackServer.Vendor {

    private static final Pattern TICKET = Pattern.compile("/api/v2/tickets/([0-9]{1,18})/satisfaction_rating");
    private static final Pattern RATING = Pattern.compile("/api/v2/satisfaction_ratings/([0-9]{1,18})");
    private static final int PER_MINUTE = 700;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final RatingBook book;
    private final RatingPages pages;
    private final RatingCount count;
    private final RatingIntake intake;
    private final DemoZendesk.Options options;
    private long minuteStart;
    private int usedInMinute;

    ZendeskApi(RatingBook book, RatingPages pages, DemoZendesk.Options options) {
        this.book = book;
        this.pages = pages;
        this.options = options;
        this.count = new RatingCount(book, options);
        this.intake = new RatingIntake(book, options);
        this.minuteStart = options.ticker().getAsLong();
    }

    @Override
    public DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        DemoAnswer answer;
        try {
            answer = authenticated(request, header.apply("Authorization"))
                    ? route(request, body, header)
                    : DemoAnswer.json(401, "{\"error\":\"Couldn't authenticate you\"}");
        } catch (Rejected e) {
            answer = e.answer();
        }
        return withRateHeaders(answer);
    }

    /** Any user's e-mail goes with the account's API token where a customer acts; all else is for the admin. */
    private boolean authenticated(DemoRequest request, String authorization) {
        if (authorization == null) {
            return false;
        }
        if (authorization.startsWith("Bearer ")) {
            return options.oauthToken() != null && authorization.equals("Bearer " + options.oauthToken());
        }
        if (options.apiToken() == null || !authorization.startsWith("Basic ")) {
            return false;
        }
        String user = decoded(authorization.substring("Basic ".length()));
        String secret = "/token:" + options.apiToken();
        return request.method().equals("POST") ? user.endsWith(secret) : user.equals(options.email() + secret);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private DemoAnswer route(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        String path = request.path().endsWith(".json")
                ? request.path().substring(0, request.path().length() - ".json".length()) : request.path();
        String base = "http://" + header.apply("Host");
        RatingJson json = new RatingJson(base);
        if (request.method().equals("POST")) {
            return create(path, body, json);
        }
        Matcher rating = RATING.matcher(path);
        if (!request.method().equals("GET")) {
            throw notFound("InvalidEndpoint");
        } else if (path.equals("/api/v2/satisfaction_ratings")) {
            return DemoAnswer.json(200, pages.page(request, base, json));
        } else if (path.equals("/api/v2/users/show_many")) {
            return DemoPeople.users(request);
        } else if (path.equals("/api/v2/groups")) {
            return DemoPeople.groups(request);
        }
        Query.read(request.query(), options.has(DemoZendesk.Quirk.LENIENT_PARAMETERS) ? null : Set.of());
        return switch (path) {
            case "/api/v2/satisfaction_ratings/count" -> DemoAnswer.json(200, count.json());
            case "/api/v2/satisfaction_reasons" -> reasons();
            case "/api/v2/users/me" -> me();
            default -> {
                if (!rating.matches()) {
                    throw notFound("InvalidEndpoint");
                }
                yield show(Long.parseLong(rating.group(1)), json);
            }
        };
    }

    private DemoAnswer create(String path, byte[] body, RatingJson json) {
        Matcher ticket = TICKET.matcher(path);
        if (!ticket.matches()) {
            throw notFound("InvalidEndpoint");
        }
        DemoRating rating = intake.create(Long.parseLong(ticket.group(1)), body);
        return DemoAnswer.json(200, json.list("satisfaction_rating", List.of(rating), out -> { }));
    }

    private DemoAnswer show(long id, RatingJson json) {
        DemoRating rating = book.find(id);
        if (rating == null) {
            throw notFound("RecordNotFound");
        }
        return DemoAnswer.json(200, options.has(DemoZendesk.Quirk.SHOW_AS_OBJECT)
                ? json.single("satisfaction_rating", rating)
                : json.list("satisfaction_rating", List.of(rating), out -> { }));
    }

    private static Rejected notFound(String error) {
        return new Rejected(404, error, "Not found");
    }

    private DemoAnswer reasons() {
        if (options.has(DemoZendesk.Quirk.REASONS_FORBIDDEN)) {
            return DemoAnswer.text(403, "text/html", "");
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("reasons");
        for (DemoReason reason : DemoReason.ALL) {
            list.addObject().put("id", reason.id()).put("reason_code", reason.reasonCode())
                    .put("value", reason.value()).put("raw_value", reason.rawValue());
        }
        return DemoAnswer.json(200, Json.bytes(answer));
    }

    private DemoAnswer me() {
        ObjectNode answer = Json.object();
        answer.putObject("user").put("id", 900001).put("name", "Demo Admin").put("email", options.email())
                .put("role", "admin").put("active", true).put("verified", true);
        return DemoAnswer.json(200, Json.bytes(answer));
    }

    /** Told, never enforced: faults give the 429s. */
    private DemoAnswer withRateHeaders(DemoAnswer answer) {
        long now = options.ticker().getAsLong();
        if (now - minuteStart >= MINUTE) {
            minuteStart = now;
            usedInMinute = 0;
        }
        usedInMinute++;
        String remaining = String.valueOf(Math.max(0, PER_MINUTE - usedInMinute));
        String reset = String.valueOf(TimeUnit.NANOSECONDS.toSeconds(MINUTE - (now - minuteStart)) + 1);
        return answer.with("X-Rate-Limit", String.valueOf(PER_MINUTE)).with("X-Rate-Limit-Remaining", remaining)
                .with("ratelimit-limit", String.valueOf(PER_MINUTE)).with("ratelimit-remaining", remaining)
                .with("ratelimit-reset", reset);
    }
}
