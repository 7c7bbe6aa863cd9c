package io.csatrelay.ops;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * How the connector is: {@code GET /api/status} and {@code status --json}. What is absent is null.
 *
 * @param balanced whether the books balance
 * @param sources each source
 * @param outbox what MaestroQA is owed
 * @param sink whether requests may go to MaestroQA
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Status(boolean balanced, List<SourceStatus> sources, OutboxStatus outbox, SinkStatus sink) {
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    /** As JSON, one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * A source.
     *
     * @param id its id
     * @param state idle, running, paused, failing or off
     * @param bookmark all before it is stored
     * @param lagSeconds from the bookmark to now
     * @param lastRun the last run that ended and collected a span of time
     * @param lastError why collecting fails, or ended early, or what the source waits for, or why it is off; null when all is well
     * @param fetched records read, re-reads included
     * @param stored new ratings and newer versions
     * @param unchanged versions already known
     * @param filtered no ratings, such as offered rows
     * @param quarantined could not become a rating
     * @param fails whether its runs fail, be another under way or not, or it lost something for ever; no part of the JSON
     */
    @JsonPropertyOrder({"id", "state", "bookmark", "lagSeconds", "lastRun", "lastError", "fetched", "stored", "unchanged", "filtered",
        "quarantined"})
    public record SourceStatus(String id, String state, Instant bookmark, Long lagSeconds, LastRun lastRun, String lastError, long fetched,
            long stored, long unchanged, long filtered, long quarantined, @JsonIgnore boolean fails) {
        /** Whether every record read is accounted for. */
        boolean balances() {
            return fetched == stored + unchanged + filtered + quarantined;
        }
    }

    /**
     * A run that ended.
     *
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param ok whether it went well
     */
    public record LastRun(Instant startedAt, Instant endedAt, boolean ok) {
    }

    /**
     * What MaestroQA is owed: (rating, version) pairs, each in exactly one state.
     *
     * @param owed all of them
     * @param pending to be sent, those in flight included
     * @param delivered MaestroQA took them
     * @param refused MaestroQA will not take them
     * @param unknown sent, and the answer was lost
     * @param held a field that MaestroQA requires is missing
     * @param replaced a newer version came before they were sent
     * @param dismissed a person gave them up
     */
    public record OutboxStatus(long owed, long pending, long delivered, long refused, long unknown, long held, long replaced, long dismissed) {
        /** Whether each is in exactly one state. */
        boolean balances() {
            return owed == pending + delivered + refused + unknown + held + replaced + dismissed;
        }
    }

    /**
     * The sink.
     *
     * @param state ready, waiting, paused or off
     * @param pausedUntil until when it waits by itself, or null
     * @param reason why, in words, or null
     */
    public record SinkStatus(String state, Instant pausedUntil, String reason) {
    }
}
