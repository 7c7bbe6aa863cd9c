package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.distribution.Span;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What was counted, and how much of it is collected.
 *
 * @param span    what was counted
 * @param through up to when ratings are collected; empty when nothing ran yet
 */
record Coverage(Span span, Optional<Instant> through) {
    static Coverage of(Span span, DistributionStore store, Collection<String> sources) {
        return new Coverage(span, store.dataThrough(sources));
    }

    /** Whether the window reaches past what is collected. */
    boolean incomplete() {
        return through.isEmpty() || through.get().isBefore(span.to());
    }

    /** Adds {@code from}, {@code to}, {@code dataThrough} and {@code incomplete} to the object that is being written. */
    void write(JsonGenerator json) throws IOException {
        write(json, span);
        json.writeStringField("dataThrough", through.map(Instant::toString).orElse(null));
        json.writeBooleanField("incomplete", incomplete());
    }

    static void write(JsonGenerator json, Span span) throws IOException {
        json.writeStringField("from", span.from().toString());
        json.writeStringField("to", span.to().toString());
    }
}
