package io.csatrelay.ops;

import io.csatrelay.publish.Endpoint;
import io.csatrelay.publish.Publishing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far each reporting endpoint is behind. An endpoint is known by its place in REPORT_ENDPOINTS and its host: a path may be secret. */
public final class PublishMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(PublishMetrics.class);

    private final Publishing publishing;

    public PublishMetrics(Publishing publishing) {
        this.publishing = publishing;
    }

    /** Registers a gauge for each endpoint. */
    public void register(MeterRegistry registry) {
        List<Endpoint> endpoints = publishing.endpoints();
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            Gauge.builder("csat_relay_publish_behind", this, now -> now.behind(endpoint)).tag("endpoint", (i + 1) + " " + endpoint).strongReference(true)
                    .description("Published intervals that a reporting endpoint has not taken").register(registry);
        }
    }

    private double behind(Endpoint endpoint) {
        try {
            return publishing.behind(endpoint);
        } catch (RuntimeException failed) {
            LOG.warn("reading the store for metrics: {}", failed.getMessage());
            return Double.NaN;
        }
    }
}
