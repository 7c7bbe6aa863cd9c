package io.csatrelay.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.store.ControlSql;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Body;

/** What a person may do: retry, dismiss, pause, resume; the same from a command and over HTTP. Safe for use by several threads. */
public final class Control {
    /** The sink's name as a target. */
    public static final String SINK = "maestroqa";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> RETRY = new TreeSet<>(Set.of("refused", "unknown", "quarantined"));
    private static final Set<String> DISMISS = new TreeSet<>(Set.of("refused", "unknown"));

    private static final int MOST_IDS = 10_000;

    private final ControlSql store;
    private final Set<String> sources;
    private final InstantSource clock;

    /**
     * @param store where
     * @param sources the ids of the declared sources
     * @param clock the wall clock
     */
    public Control(ControlSql store, Set<String> sources, InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.clock = clock;
    }

    /** {@code {"kind","ids"?}} → {@code {"retried":n}}. */
    public String retry(@Body String body) throws ApiException {
        JsonNode asked = object(body, Set.of("kind", "ids"));
        return count("retried", retry(kind(asked, RETRY), ids(asked)));
    }

    /** The same, from a command. @param ids null for all @return how many */
    public int retry(String kind, List<Long> ids) {
        return kind.equals("quarantined") ? store.retryQuarantined(ids) : store.retry(kind, ids, clock.instant());
    }

    /** {@code {"kind","ids"?}} → {@code {"dismissed":n}}. */
    public String dismiss(@Body String body) throws ApiException {
        JsonNode asked = object(body, Set.of("kind", "ids"));
        return count("dismissed", dismiss(kind(asked, DISMISS), ids(asked)));
    }

    /** The same, from a command. @return how many */
    public int dismiss(String kind, List<Long> ids) {
        return store.dismiss(kind, ids, clock.instant());
    }

    /** {@code {"target"}} → {@code {"paused":target}}. */
    public String pause(@Body String body) throws ApiException {
        String target = target(object(body, Set.of("target")));
        setPaused(target, true);
        return JSON.createObjectNode().put("paused", target).toString();
    }

    /** {@code {"target"}} → {@code {"resumed":target}}. */
    public String resume(@Body String body) throws ApiException {
        String target = target(object(body, Set.of("target")));
        setPaused(target, false);
        return JSON.createObjectNode().put("resumed", target).toString();
    }

    /** The same, from a command. */
    public void setPaused(String target, boolean paused) {
        if (!target.equals(SINK)) {
            store.pauseSource(target, paused);
        } else if (paused) {
            store.pauseSink();
        } else {
            store.resumeSink();
        }
    }

    /** Whether there is such a target. */
    public boolean knows(String target) {
        return target.equals(SINK) || sources.contains(target);
    }

    /** What may be paused. */
    public List<String> targets() {
        List<String> targets = new ArrayList<>(List.of(SINK));
        targets.addAll(new TreeSet<>(sources));
        return targets;
    }

    private static JsonNode object(String body, Set<String> fields) throws ApiException {
        JsonNode json;
        try {
            json = JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException unreadable) {
            throw ApiException.badField("body", "the body is not JSON");
        }
        if (!json.isObject()) {
            throw ApiException.badField("body", "the body is a JSON object");
        }
        for (String field : (Iterable<String>) json::fieldNames) {
            if (!fields.contains(field)) {
                throw ApiException.badField(field, "there is no such field; there are " + new TreeSet<>(fields));
            }
        }
        return json;
    }

    private static String kind(JsonNode asked, Set<String> kinds) throws ApiException {
        String kind = asked.path("kind").asText("");
        if (!kinds.contains(kind)) {
            throw ApiException.badField("kind", "kind is one of " + kinds);
        }
        return kind;
    }

    private static List<Long> ids(JsonNode asked) throws ApiException {
        JsonNode ids = asked.path("ids");
        if (ids.isMissingNode() || ids.isNull()) {
            return null;
        }
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST_IDS) {
            throw ApiException.badField("ids", "ids is a list of 1 to 10,000 numbers; without it, all");
        }
        Set<Long> numbers = new TreeSet<>();
        for (JsonNode id : ids) {
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
                throw ApiException.badField("ids", "ids is a list of the numbers that the lists show");
            }
            numbers.add(id.asLong());
        }
        return List.copyOf(numbers);
    }

    private String target(JsonNode asked) throws ApiException {
        String target = asked.path("target").asText("");
        if (!knows(target)) {
            throw ApiException.badField("target", "target is one of " + targets());
        }
        return target;
    }

    private static String count(String name, int n) {
        return JSON.createObjectNode().put(name, n).toString();
    }
}
