package io.csatrelay.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Span;
import io.csatrelay.publish.Published;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Reads what a list was asked for, and writes a page of it. Stateless. */
public final class Lists {
    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    /** Checks {@code limit} and {@code after}, and makes them, with {@code state}, the statement's only parameters. */
    public void asked(Exchange exchange, @Variable("state") String state) throws ApiException {
        page(exchange, "after", DEFAULT);
        exchange.getMessage().setHeader("state", state);
    }

    /** The same for what was published: {@code limit} and {@code afterRevision}. */
    public void askedPublished(Exchange exchange) throws ApiException {
        page(exchange, "afterRevision", MOST);
    }

    private static void page(Exchange exchange, String afterName, int otherwise) throws ApiException {
        long limit = number(exchange, "limit", 1, MOST, otherwise);
        long after = number(exchange, afterName, 0, Long.MAX_VALUE, 0);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader("after", after);
        // One more than asked tells whether there is a next page.
        exchange.getMessage().setHeader("limit", limit + 1);
        exchange.setVariable("limit", limit);
    }

    private static long number(Exchange exchange, String name, long least, long most, long otherwise) throws ApiException {
        List<String> given = given(exchange, name);
        if (given.size() > 1) {
            throw ApiException.badField(name, name + " is given more than once");
        }
        if (given.isEmpty() || given.get(0).isEmpty()) {
            return otherwise;
        }
        String text = given.get(0);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException none) {
            // said below, the same as for a number out of range
        }
        throw ApiException.badField(name, name + " is a whole number from " + least + (most == Long.MAX_VALUE ? " up" : " to " + most));
    }

    /** From the query itself: among the message's headers a header of the request with that name looks the same. */
    private static List<String> given(Exchange exchange, String name) {
        String query = exchange.getMessage().getHeader(Exchange.HTTP_QUERY, "", String.class);
        return Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2)).filter(pair -> pair[0].equals(name))
                .map(pair -> pair.length == 1 ? "" : pair[1]).toList();
    }

    /** {@code {"items":[…],"next"}}: {@code next} is what the next page's {@code after} is, or null. */
    public String page(@Body List<Map<String, Object>> rows, @Variable("limit") long limit) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode items = page.putArray("items");
        for (Map<String, Object> row : rows.subList(0, (int) Math.min(limit, rows.size()))) {
            items.add(item(row));
        }
        if (rows.size() > limit) {
            return page.put("next", items.get(items.size() - 1).get("id").asLong()).toString();
        }
        return page.putNull("next").toString();
    }

    /** {@code {"items":[…],"next"}} of what was published, each item as it is pushed; {@code next} is a revision, or null. */
    public String publishedPage(@Body List<Map<String, Object>> rows, @Variable("limit") long limit) {
        List<Published> items = rows.stream().limit(limit).map(Lists::published).toList();
        String next = rows.size() > limit ? String.valueOf(items.get(items.size() - 1).revision()) : "null";
        return "{\"items\":[" + items.stream().map(Published::body).collect(Collectors.joining(",")) + "],\"next\":" + next + "}";
    }

    private static Published published(Map<String, Object> row) {
        Span interval = new Span(Instant.ofEpochMilli(number(row, "fromAt")), Instant.ofEpochMilli(number(row, "toAt")));
        Distribution total = new Distribution(number(row, "score1"), number(row, "score2"), number(row, "score3"), number(row, "score4"),
                number(row, "score5"));
        return new Published((String) row.get("id"), number(row, "revision"), interval, (String) row.get("source"), total,
                (String) row.get("skills"), (String) row.get("agents"));
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    private static ObjectNode item(Map<String, Object> row) {
        return JsonNodeFactory.instance.objectNode().put("id", ((Number) row.get("id")).longValue()).put("source", (String) row.get("source"))
                .put("externalId", (String) row.get("externalId")).put("ticketId", (String) row.get("ticketId"))
                .put("reason", (String) row.get("reason")).put("at", Instant.ofEpochMilli(((Number) row.get("at")).longValue()).toString());
    }
}
