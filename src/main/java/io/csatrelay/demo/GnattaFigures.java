package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the demo Gnatta's answers: the same figure for the same group and period, whichever request asks. Used once. */
final class GnattaFigures {

    private final GnattaTile tile;
    private final JsonNode body;
    private final JsonNode filters;
    private final String seed;

    GnattaFigures(String path, GnattaTile tile, JsonNode body) {
        this.tile = tile;
        this.body = body;
        this.filters = body.path("filters");
        this.seed = path.replaceAll("/(by-date|count).*", "") + body.path("newState") + body.path("direction") + body.path("responseTime") + body.path("userState") + body.path("action");
    }

    ObjectNode json() {
        ObjectNode answer = Json.object();
        if (tile.list()) {
            rows(answer.putArray("rows"));
        } else if (tile.byDate()) {
            periods().forEach(period -> groups(answer.withArrayProperty("periods").addObject().put("from", period.toString()), period));
        } else {
            groups(answer, Instant.parse(filters.path("from").asText()));
        }
        return answer;
    }

    String csv() {
        StringBuilder csv = new StringBuilder(tile.byDate() ? "Period,Group,Value\r\n" : "Group,Value\r\n");
        for (Instant period : tile.byDate() ? periods() : List.of(Instant.parse(filters.path("from").asText()))) {
            for (String group : named()) {
                csv.append(tile.byDate() ? period + "," : "").append(group).append(',').append(value(group, period).asText()).append("\r\n");
            }
        }
        return csv.toString();
    }

    private void rows(ArrayNode rows) {
        for (int i = 1; i <= 3; i++) {
            rows.addObject().put("reference", "INT-" + i).put("channel", "Email").put("timestamp", filters.path("from").asText());
        }
    }

    private void groups(ObjectNode into, Instant period) {
        if (tile.groups().isEmpty()) {
            into.set("value", value("", period));
            return;
        }
        ArrayNode groups = into.putArray("groups");
        named().forEach(group -> groups.addObject().put("name", group).set("value", value(group, period)));
    }

    private List<String> named() {
        List<String> groups = new ArrayList<>();
        JsonNode list = body.has(tile.groups()) ? body.get(tile.groups()) : filters.path(tile.groups());
        list.forEach(each -> groups.add(each.isObject() ? each.path("id").asText() : each.asText()));
        return groups.isEmpty() ? List.of("All") : groups;
    }

    private JsonNode value(String group, Instant period) {
        int figure = Math.floorMod((seed + group + period.getEpochSecond() / 3600).hashCode(), 97);
        ObjectNode one = Json.object();
        return switch (tile.unit()) {
            case "t" -> one.put("v", String.format(Locale.ROOT, "00:%02d:%02d", figure % 50, figure % 60)).get("v");
            case "p" -> one.put("v", figure + 0.5).get("v");
            default -> one.put("v", figure).get("v");
        };
    }

    private List<Instant> periods() {
        ZoneId zone = ZoneId.of(body.path("timeZone").asText("UTC"));
        Instant to = Instant.parse(filters.path("to").asText());
        List<Instant> periods = new ArrayList<>();
        for (ZonedDateTime at = Instant.parse(filters.path("from").asText()).atZone(zone); at.toInstant().isBefore(to); at = next(at)) {
            periods.add(at.toInstant());
        }
        return periods;
    }

    private ZonedDateTime next(ZonedDateTime at) {
        LocalDate date = at.toLocalDate();
        return switch (filters.path("groupBy").asText()) {
            case "Hour", "Hourly" -> at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            case "Day", "Daily" -> date.plusDays(1).atStartOfDay(at.getZone());
            case "Week", "Weekly" -> date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atStartOfDay(at.getZone());
            default -> date.with(TemporalAdjusters.firstDayOfNextMonth()).atStartOfDay(at.getZone());
        };
    }
}
