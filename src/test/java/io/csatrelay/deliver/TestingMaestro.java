package io.csatrelay.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A model of MaestroQA: takes items as documented, remembers what it took, and misbehaves as told. An item is known by its ticket and
 * its comment, which names the rating's version. Used by one thread.
 */
final class TestingMaestro {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What comes back: an answer, or a failure of the transport. */
    record Answer(Integer status, String body, String retryAfter, Throwable failure) {
        static Answer status(int status) {
            return new Answer(status, "{\"error\":\"no\"}", null, null);
        }

        static Answer tooMany(String retryAfter) {
            return new Answer(429, "", retryAfter, null);
        }

        static Answer failed(Throwable failure) {
            return new Answer(null, null, null, failure);
        }
    }

    private final List<List<String>> requests = new ArrayList<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    /** Items of requests that were taken while their answer did not come back: these alone may be taken again. */
    private final Set<String> mayRepeat = new LinkedHashSet<>();
    /** The same, and those that were not taken: only a person who asks MaestroQA can tell them apart. */
    private final Set<String> inDoubt = new LinkedHashSet<>();
    private int most = 100;
    private Predicate<String> refusesWhole = item -> false;
    private Predicate<String> refusesItem = item -> false;

    /** From now on a request with such a ticket is answered 400. */
    TestingMaestro refuseWhole(Predicate<String> ticket) {
        refusesWhole = ticket;
        return this;
    }

    /** From now on such a ticket gets a {@code Failed:} in the 201. */
    TestingMaestro refuseItem(Predicate<String> ticket) {
        refusesItem = ticket;
        return this;
    }

    /** From now on a request takes no more items than this. */
    TestingMaestro takeAtMost(int items) {
        most = items;
        return this;
    }

    /** Takes a request as documented. */
    Answer take(String body) {
        List<String> items = items(body);
        requests.add(items);
        if (items.isEmpty() || items.size() > most) {
            return Answer.status(400);
        }
        if (items.stream().map(TestingMaestro::ticket).anyMatch(refusesWhole)) {
            return Answer.status(400);
        }
        List<String> results = new ArrayList<>();
        for (String item : items) {
            boolean failed = refusesItem.test(ticket(item));
            if (!failed) {
                taken.merge(item, 1, Integer::sum);
                order.add(item);
            }
            results.add(failed ? "{\"action\":\"create\",\"status\":\"Failed: no such agent\",\"success\":false}"
                    : "{\"action\":\"create\",\"_id\":\"id-" + item + "\",\"status\":\"Created\",\"success\":true}");
        }
        return new Answer(201, "{\"status\":\"completed\",\"total\":" + items.size() + ",\"results\":[" + String.join(",", results) + "]}",
                null, null);
    }

    /** Takes it, and the answer is lost. */
    Answer takeAndLose(String body, Answer instead) {
        take(body);
        answerUnread(body);
        return instead;
    }

    /** Takes nothing; the request is remembered. */
    Answer ignore(String body, Answer instead) {
        requests.add(items(body));
        inDoubt.addAll(items(body));
        return instead;
    }

    /** Nobody will read the answer to this. */
    void answerUnread(String body) {
        mayRepeat.addAll(items(body));
        inDoubt.addAll(items(body));
    }

    /** Every request, as its items. */
    List<List<String>> requests() {
        return requests;
    }

    /** Sizes of the requests, in order. */
    List<Integer> sizes() {
        return requests.stream().map(List::size).toList();
    }

    /** Item → how often it was taken. */
    Map<String, Integer> taken() {
        return taken;
    }

    /** Items in the order they were taken. */
    List<String> order() {
        return order;
    }

    /** Items taken more than once. */
    List<String> repeated() {
        return taken.entrySet().stream().filter(item -> item.getValue() > 1).map(Map.Entry::getKey).toList();
    }

    Set<String> mayRepeat() {
        return mayRepeat;
    }

    Set<String> inDoubt() {
        return inDoubt;
    }

    static String item(int ticket) {
        return ticket + "/v1";
    }

    private static String ticket(String item) {
        return item.substring(0, item.indexOf('/'));
    }

    private static List<String> items(String body) {
        try {
            List<String> items = new ArrayList<>();
            for (JsonNode item : JSON.readTree(body).get("data")) {
                items.add(item.get("ticket_id").textValue() + "/" + item.get("comment").textValue());
            }
            return items;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the request is no JSON", broken);
        }
    }
}
