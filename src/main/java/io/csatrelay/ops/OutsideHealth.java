package io.csatrelay.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * What a person should look at: a source that fails, a paused sink, books that do not balance, each in words. Part of neither
 * readiness nor liveness: a restart mends none of it.
 */
public final class OutsideHealth extends AbstractHealthCheck {
    private final StatusReader status;

    /** @param status read at each call */
    public OutsideHealth(StatusReader status) {
        super("csat-relay", "relay");
        this.status = status;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> words;
        try {
            words = words(status.withoutWords());
        } catch (RuntimeException failed) {
            builder.down().message("the store does not answer, so nothing is known of sources, sink and books");
            return;
        }
        if (words.isEmpty()) {
            builder.up();
        } else {
            builder.down().message(String.join("; ", words));
        }
    }

    static List<String> words(Status now) {
        List<String> words = new ArrayList<>();
        if (!now.balanced()) {
            words.add("the books do not balance: see docs/runbook.md");
        }
        if (now.sink().state().equals("paused")) {
            words.add("delivering to MaestroQA is paused: " + now.sink().reason());
        }
        // Not the state: a source that fails is running most of the time, while it asks again and again.
        now.sources().stream().filter(Status.SourceStatus::fails)
                .forEach(source -> words.add(source.lastError()));
        return words;
    }
}
