package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The demo MaestroQA's one endpoint: authentication, limits, check, rules, and the answer as documented. Called by one thread. */
final class FeedbackApi implements LoopbackServer.Vendor {

    private record WholeRule(Predicate<JsonNode> when, int status) { }

    private record ItemRule(Predicate<JsonNode> when, String message) { }

    private final DemoMaestroQA.Options options;
    private final TakenItems taken;
    private final SlidingLimits limits;
    private final FeedbackCheck check;
    private final List<WholeRule> wholeRules = new CopyOnWriteArrayList<>();
    private final List<ItemRule> itemRules = new CopyOnWriteArrayList<>();
    private final AtomicLong tooMany = new AtomicLong();
    private long lastId;

    FeedbackApi(DemoMaestroQA.Options options, TakenItems taken) {
        this.options = options;
        this.taken = taken;
        this.limits = new SlidingLimits(options.perSecond(), options.perMinute());
        this.check = new FeedbackCheck(options.maxItems());
    }

    void refuseItem(Predicate<JsonNode> when, String message) {
        itemRules.add(new ItemRule(when, message));
    }

    void refuseWhole(Predicate<JsonNode> when, int status) {
        wholeRules.add(new WholeRule(when, status));
    }

    void acceptAll() {
        itemRules.clear();
        wholeRules.clear();
    }

    long tooMany() {
        return tooMany.get();
    }

    @Override
    public DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        if (!request.path().equals(DemoMaestroQA.PATH)) {
            return error(404, "there is nothing at this path");
        }
        if (!request.method().equals("POST")) {
            return error(405, "POST is due");
        }
        if (!options.token().equals(header.apply(options.tokenHeader()))) {
            return error(401, "the api token is missing, wrong or expired");
        }
        long wait = limits.admit(request.startNanos());
        if (wait > 0) {
            tooMany.incrementAndGet();
            return error(429, "too many requests").with("Retry-After", String.valueOf(TimeUnit.NANOSECONDS.toSeconds(wait) + 1));
        }
        return feedback(request, body, header.apply("Content-Type"));
    }

    private static DemoAnswer error(int status, String message) {
        return DemoAnswer.json(status, Json.bytes(Json.object().put("error", message)));
    }

    private DemoAnswer feedback(DemoRequest request, byte[] body, String contentType) {
        if (contentType == null || !contentType.startsWith("application/json")) {
            return error(400, "Content-Type: application/json is due");
        }
        if (!request.query().isEmpty()) {
            return error(400, "a query is not known here");
        }
        ObjectNode sent = Json.readObject(body);
        String problem = check.problem(sent);
        if (problem != null) {
            return error(400, problem);
        }
        JsonNode items = sent.get("data");
        for (WholeRule rule : wholeRules) {
            for (JsonNode item : items) {
                if (rule.when().test(item)) {
                    return error(rule.status(), "the request was refused whole");
                }
            }
        }
        return take(request, items);
    }

    private DemoAnswer take(DemoRequest request, JsonNode items) {
        ObjectNode answer = Json.object().put("status", "completed").put("total", items.size());
        ArrayNode results = answer.putArray("results");
        List<TakenItem> accepted = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            String message = refusal(item);
            if (message == null) {
                TakenItem kept = taken(request, item);
                accepted.add(kept);
                results.addObject().put("action", "create").put("_id", kept.id()).put("status", "Created").put("success", true);
            } else {
                results.addObject().put("action", "create").put("status", "Failed: " + message).put("success", false);
            }
        }
        taken.add(accepted);
        return DemoAnswer.json(201, Json.bytes(answer));
    }

    private String refusal(JsonNode item) {
        if (FeedbackCheck.agent(item) == null) {
            return "agent_id or agent_email is required";
        }
        for (ItemRule rule : itemRules) {
            if (rule.when().test(item)) {
                return rule.message();
            }
        }
        return null;
    }

    private TakenItem taken(DemoRequest request, JsonNode item) {
        return new TakenItem(item.get("ticket_id").textValue(), item.get("submitted_at").textValue(), FeedbackCheck.agent(item),
                options.keepItems() ? item : null, String.format("%017x", ++lastId), request.number(), request.startNanos());
    }
}
