package io.csatrelay.publish;

import io.csatrelay.vendor.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One publication on its way to one endpoint. */
public final class Push {
    private final Endpoint endpoint;
    private final Published published;
    private final String timestamp;
    private final String signature;
    private final long startedNanos;

    Push(Endpoint endpoint, Published published, Signature signature, Instant now, long nanos) {
        this.endpoint = endpoint;
        this.published = published;
        this.timestamp = now.truncatedTo(ChronoUnit.SECONDS).toString();
        this.signature = signature.of(timestamp, published.body());
        this.startedNanos = nanos;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Published published() {
        return published;
    }

    long startedNanos() {
        return startedNanos;
    }

    public String getUrl() {
        return endpoint.getUrl();
    }

    public String getBody() {
        return published.body();
    }

    /** When it was signed, ISO UTC. */
    public String getTimestamp() {
        return timestamp;
    }

    public String getSignature() {
        return signature;
    }
}
