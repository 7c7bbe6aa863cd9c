package io.csatrelay.ops;

import io.csatrelay.collect.IntakeAnswer;
import io.csatrelay.collect.IntakeCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/** How deliveries were answered, among the metrics of {@code /observe/metrics}. */
public final class IntakeMetrics {
    private IntakeMetrics() {
    }

    /** Registers all of them. @param sources the ids of those that take deliveries */
    public static void register(MeterRegistry registry, Iterable<String> sources, IntakeCounts counts) {
        counter(registry, counts, IntakeCounts.NO_SOURCE, IntakeAnswer.UNKNOWN_SOURCE);
        for (String source : sources) {
            for (IntakeAnswer answer : IntakeAnswer.values()) {
                if (answer != IntakeAnswer.UNKNOWN_SOURCE) {
                    counter(registry, counts, source, answer);
                }
            }
        }
    }

    private static void counter(MeterRegistry registry, IntakeCounts counts, String source, IntakeAnswer answer) {
        FunctionCounter.builder("csat_relay_intake", counts, now -> now.of(source, answer)).tag("source", source).tag("answer", answer.id())
                .description("Deliveries of webhooks, by how they were answered").register(registry);
    }
}
