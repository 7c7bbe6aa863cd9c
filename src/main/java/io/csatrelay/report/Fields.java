package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A JSON object of a request; whatever it lacks or has wrong becomes a 400 that names the field with its path. Null is as absent. */
final class Fields {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private final JsonNode node;
    private final String path;

    private Fields(JsonNode node, String path) throws ReportException {
        this.node = node;
        this.path = path;
        if (!node.isObject()) {
            throw ReportException.badField(path.isEmpty() ? "body" : path, (path.isEmpty() ? "the body" : path) + " is a JSON object");
        }
    }

    /** Reads a request's body. */
    static Fields of(String body) throws ReportException {
        try {
            return new Fields(JSON.readTree(body == null ? "" : body), "");
        } catch (JsonProcessingException unreadable) {
            throw ReportException.badField("body", "the body is not JSON");
        }
    }

    /** An object that has to be there. */
    Fields object(String name) throws ReportException {
        return new Fields(node.path(name), name(name));
    }

    /** A list of objects; empty when it is absent. */
    List<Fields> objects(String name) throws ReportException {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode one : array(name)) {
            objects.add(new Fields(one, name(name)));
        }
        return objects;
    }

    /** The path of a field, as an answer names it. */
    String name(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    ReportException bad(String name, String how) {
        return ReportException.badField(name(name), name(name) + " " + how);
    }

    boolean flag(String name) throws ReportException {
        JsonNode value = node.path(name);
        if (!isAbsent(value) && !value.isBoolean()) {
            throw bad(name, "is true or false");
        }
        return value.asBoolean();
    }

    /** A text that has to be there. */
    String text(String name, String expected) throws ReportException {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw bad(name, "is " + expected);
        }
        return value.asText();
    }

    boolean has(String name) {
        return !isAbsent(node.path(name));
    }

    /** Texts, each once, in their order; whole numbers are taken as text. Empty when it is absent. */
    Set<String> ids(String name) throws ReportException {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode one : array(name)) {
            if (!one.isTextual() && !one.isIntegralNumber() || one.asText().isBlank()) {
                throw bad(name, "is a list of texts or whole numbers, none empty");
            }
            ids.add(one.asText());
        }
        return ids;
    }

    /** The same, and there has to be one. */
    Set<String> someIds(String name) throws ReportException {
        Set<String> ids = ids(name);
        if (ids.isEmpty()) {
            throw bad(name, "needs at least one value here: the answer has a group for each");
        }
        return ids;
    }

    private JsonNode array(String name) throws ReportException {
        JsonNode value = node.path(name);
        if (!isAbsent(value) && !value.isArray()) {
            throw bad(name, "is a list");
        }
        return value;
    }

    /** A time in UTC. */
    Instant time(String name) throws ReportException {
        String how = "is a time in UTC such as 2026-05-01T00:00:00Z, from " + FIRST_YEAR + " to " + LAST_YEAR;
        try {
            OffsetDateTime time = OffsetDateTime.parse(node.path(name).asText());
            if (time.getOffset().equals(ZoneOffset.UTC) && time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException none) {
            // said below, the same as for another offset
        }
        throw bad(name, how);
    }

    /** An IANA time zone; UTC when it is absent. */
    ZoneId zone(String name) throws ReportException {
        if (!has(name)) {
            return ZoneOffset.UTC;
        }
        String id = node.path(name).asText();
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw bad(name, "is an IANA time zone such as Europe/Berlin");
        }
        return ZoneId.of(id);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
