package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.tile.Tile;
import io.csatrelay.tile.TileFigure;
import io.csatrelay.tile.TileIdentity;
import io.csatrelay.tile.TileCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Serves Gnatta's tiles from the store, at Gnatta's own paths and for the dashboard. Safe for use by several threads. */
public final class KeptTiles {
    /** Figures of one answer in the list: more than people look at. */
    static final int FIGURES = 500;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPORTING = "/reporting/v1.2/";
    private static final String EXPORT = "/reporting/export/v1.2/";

    private final KeptTileStore store;
    private final Supplier<TileCatalogue> catalogue;
    private final boolean on;
    private final InstantSource clock;

    /** @param catalogue read when somebody asks @param on whether tiles are collected @param clock the wall clock */
    public KeptTiles(KeptTileStore store, Supplier<TileCatalogue> catalogue, boolean on, InstantSource clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.on = on;
        this.clock = clock;
    }

    /**
     * The kept answer to a request that is written as Gnatta's own, its body as it came. The header {@code Age} says how many seconds ago
     * Gnatta gave it, {@code X-Csat-Read-At} when, {@code X-Csat-Source} which source asked. Of several accounts' answers the one that the query
     * parameter {@code source} names, or without it the one that was read last.
     *
     * @throws ReportException 404 when no such answer is kept
     */
    public void answer(Exchange exchange) throws ReportException {
        Message message = exchange.getMessage();
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        boolean export = path.startsWith(EXPORT);
        String tile = path.substring((export ? EXPORT : REPORTING).length());
        String identity = TileIdentity.of(export, tile, body(message));
        Optional<String> source = source(message);
        KeptTile kept = source.map(one -> store.kept(one, identity)).orElseGet(() -> store.kept(identity)).orElseThrow(() -> notKept(tile));
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, export ? "text/csv; charset=utf-8" : "application/json");
        message.setHeader("Age", age(kept));
        message.setHeader("X-Csat-Source", kept.source());
        message.setHeader("X-Csat-Read-At", kept.readAt().toString());
        message.setBody(kept.body());
    }

    /** Whose answer is asked for, where several accounts are collected: the query parameter {@code source}. */
    private static Optional<String> source(Message message) throws ReportException {
        return Optional.ofNullable(new QueryParameters(message.getHeader(Exchange.HTTP_QUERY, String.class)).one("source"));
    }

    private static JsonNode body(Message message) throws ReportException {
        try {
            JsonNode body = JSON.readTree(message.getBody(String.class));
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException | IllegalArgumentException none) {
            throw ReportException.badField("body", "the body is not JSON");
        }
        throw ReportException.badField("body", "the body is a JSON object");
    }

    private ReportException notKept(String path) {
        if (!on) {
            return notFound("no tile of Gnatta's is kept: set GNATTA_BASE_URL and the others to collect them");
        }
        boolean known = catalogue.get().tiles().stream().anyMatch(tile -> tile.paths().containsValue(path) || tile.exports().containsValue(path));
        return notFound(known
                ? "no answer to this request is kept: tiles are kept for the ranges, groupings and ids that gnatta-collect.yaml collects; GET /api/tiles lists them"
                : "gnatta-tiles.yaml has no tile at this path");
    }

    private static ReportException notFound(String message) {
        return new ReportException(404, "not_found", message, null);
    }

    private long age(KeptTile kept) {
        return Math.max(0, Duration.between(kept.readAt(), clock.instant()).toSeconds());
    }

    /** Every tile of the catalogue, each with what is kept of it: of each series the answer whose range ends last. */
    public String list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("on", on);
        ArrayNode tiles = json.putArray("tiles");
        Map<Integer, List<KeptTile>> kept = store.newest(FIGURES).stream().collect(Collectors.groupingBy(KeptTile::tile));
        if (on || !kept.isEmpty()) {
            catalogue.get().tiles().forEach(tile -> tile(tiles.addObject(), tile, kept.getOrDefault(tile.number(), List.of())));
        }
        return json.toString();
    }

    private void tile(ObjectNode json, Tile tile, List<KeptTile> kept) {
        json.put("number", tile.number()).put("name", tile.name()).put("groupedBy", tile.groupedBy()).put("unit", tile.unit()).put("notCollected", tile.notCollected());
        ArrayNode answers = json.putArray("answers");
        kept.forEach(answer -> answer(answers.addObject(), answer));
    }

    private void answer(ObjectNode json, KeptTile kept) {
        json.put("source", kept.source()).put("words", kept.words()).put("from", text(kept.from())).put("to", text(kept.to())).put("readAt", text(kept.readAt()))
                .put("ageSeconds", age(kept)).put("truncated", kept.figures().size() >= FIGURES);
        ArrayNode figures = json.putArray("figures");
        for (TileFigure figure : kept.figures()) {
            figures.addObject().put("name", figure.name()).put("label", figure.label()).put("period", figure.period()).put("value", figure.value());
        }
    }

    private static String text(Instant at) {
        return at.toString();
    }
}
