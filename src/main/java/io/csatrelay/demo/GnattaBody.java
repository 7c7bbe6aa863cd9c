package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds one request's body against what the page says of its tile. Used once. */
final class GnattaBody {

    private static final Set<String> STATES = Set.of("Draft", "Created", "Queued", "Assigned", "Automation", "Closed");
    private static final Set<String> CHANNELS = Set.of("Facebook", "Instagram", "Email", "Twitter", "SMS", "Voice", "TrustPilot", "WebChat");
    private static final Map<String, Set<String>> ONE = Map.of(
            "action", Set.of("Closed", "Message", "Data", "Note", "None", "Any"), "direction", Set.of("Inbound", "Outbound"),
            "responseTime", Set.of("AdvisorResponseTime", "OriginatorWaitTime"), "orderBy", Set.of("Ascending", "Descending"),
            "orderByField", Set.of("Timestamp", "Reference"), "userState", Set.of("Available", "LoggedIn"));
    private static final Map<String, Set<String>> CONTEXTS = Map.of("interactions/view", Set.of("Data", "Queue", "User"),
            "conversations/view", Set.of("Account", "Queue"), "messages/view", Set.of("Account", "Queue", "User"), "units-of-work/view", Set.of("Queue", "User"));

    private final JsonNode body;
    private final JsonNode filters;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> top = new HashSet<>(Set.of("filters"));
    private final Set<String> inside = new HashSet<>(Set.of("from", "to", "channels", "queues", "data"));

    GnattaBody(JsonNode body) {
        this.body = body;
        this.filters = body.path("filters");
    }

    List<String> problems(GnattaTile tile) {
        tile.needs().forEach(need -> need(need, tile));
        tile.may().forEach(this::may);
        if (tile.byDate()) {
            top.add("timeZone");
            inside.add("groupBy");
        }
        if (tile.list()) {
            inside.addAll(Set.of("oldState", "newState", "action", "direction", "responseTime", "userState", "userIds", "accounts", "channel"));
            top.add("contexts");
            values(body.path("contexts"), CONTEXTS.get(tile.path()), "contexts");
        }
        values(filters.path("channels"), CHANNELS, "channels");
        data(filters.path("data"), "filters.data");
        body.fieldNames().forEachRemaining(name -> known(name, top, ""));
        filters.fieldNames().forEachRemaining(name -> known(name, inside, "filters."));
        range(tile);
        return problems;
    }

    private void known(String name, Set<String> names, String where) {
        if (!names.contains(name)) {
            problems.add(where + name + " is not expected");
        }
    }

    private void need(String need, GnattaTile tile) {
        switch (need) {
            case "state" -> states(tile);
            case "ivr" -> states(Set.of("Automation"), Set.of("Closed", "Assigned", "Queued"));
            case "live" -> live();
            case "channels" -> filled(filters.path("channels"), "filters.channels");
            case "queues" -> filled(filters.path("queues"), "filters.queues");
            case "presence" -> one("userState", Set.of("Available", "Unavailable"));
            case "available" -> one("userState", Set.of("Available"));
            case "data" -> {
                top.add("data");
                filled(body.path("data"), "data");
                data(body.path("data"), "data");
            }
            case "userIds", "accounts" -> {
                top.add(need);
                filled(body.path(need), need);
            }
            default -> one(need, ONE.get(need));
        }
    }

    private void may(String name) {
        top.add(name);
        if (ONE.containsKey(name) && body.has(name) && !ONE.get(name).contains(body.path(name).asText())) {
            problems.add(name + " has no such value");
        }
        if (name.equals("oldState")) {
            values(body.path(name), STATES, name);
        }
    }

    private void one(String name, Set<String> values) {
        top.add(name);
        if (!body.path(name).isTextual() || !values.contains(body.path(name).asText())) {
            problems.add(name + " is required: one of " + values);
        }
    }

    /** Closed, received or reopened. */
    private void states(GnattaTile tile) {
        boolean closed = List.of("Closed").equals(texts(body.path("newState")));
        if (closed || tile.needs().contains("userIds") || tile.needs().contains("data")) {
            states(STATES, Set.of("Closed"));
        } else if (texts(body.path("oldState")).equals(List.of("Draft"))) {
            states(Set.of("Draft"), Set.of("Created", "Queued", "Automation"));
        } else {
            states(Set.of("Closed"), Set.of("Queued", "Assigned", "Automation"));
        }
    }

    private void states(Set<String> from, Set<String> to) {
        top.addAll(Set.of("oldState", "newState"));
        if (from.size() == 1) {
            filled(body.path("oldState"), "oldState");
        }
        values(body.path("oldState"), from, "oldState");
        filled(body.path("newState"), "newState");
        values(body.path("newState"), to, "newState");
    }

    private void live() {
        states(STATES, Set.of("Closed"));
        inside.remove("channels");
        inside.add("channel");
        String channel = filters.path("channel").asText();
        if (!Set.of("WebChat", "Voice").contains(channel)) {
            problems.add("filters.channel is required: WebChat or Voice");
        } else if (body.has("direction") && !channel.equals("Voice")) {
            problems.add("direction is for Voice");
        }
    }

    private void filled(JsonNode list, String name) {
        if (!list.isArray() || list.isEmpty()) {
            problems.add(name + " must have at least one value");
        }
    }

    private void values(JsonNode list, Set<String> values, String name) {
        if (!list.isMissingNode() && !list.isArray() || !values.containsAll(texts(list))) {
            problems.add(name + " has a value that is not valid");
        }
    }

    private void data(JsonNode list, String name) {
        list.forEach(each -> {
            if (each.path("id").asText().isBlank() || each.has("values") && !each.get("values").isArray()) {
                problems.add(name + " needs an id, and values as a list");
            }
        });
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private void range(GnattaTile tile) {
        String groupBy = tile.byDate() ? filters.path("groupBy").asText() : "Monthly";
        try {
            Instant from = Instant.parse(filters.path("from").asText());
            Instant to = Instant.parse(filters.path("to").asText());
            OffsetDateTime start = from.atOffset(ZoneOffset.UTC);
            OffsetDateTime longest = switch (groupBy) {
                case "Hour", "Hourly" -> start.plusHours(24);
                case "Day", "Daily" -> start.plusDays(31);
                case "Week", "Weekly" -> start.plusMonths(3);
                case "Month", "Monthly" -> start.plusMonths(24);
                default -> null;
            };
            if (longest == null) {
                problems.add("groupBy is not valid");
            } else if (!from.isBefore(to) || longest.toInstant().isBefore(to)) {
                problems.add("the range is not valid for " + groupBy);
            }
            ZoneId.of(body.path("timeZone").asText("UTC"));
        } catch (DateTimeException e) {
            problems.add("from, to or timeZone is not valid");
        }
    }
}
