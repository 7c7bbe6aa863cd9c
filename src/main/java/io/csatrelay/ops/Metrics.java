package io.csatrelay.ops;

import io.csatrelay.deliver.Deliveries;
import io.csatrelay.deliver.Limit;
import io.csatrelay.deliver.RequestLedger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of {@code /observe/metrics}. Those that the store counts are read from it at most once a second, whatever asks; while it
 * cannot be read they are NaN. Safe for use by several threads.
 */
public final class Metrics implements Consumer<Deliveries.Sent> {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final StatusReader reader;
    private final LongSupplier nanos;
    private StatusReader.Now latest;
    private boolean read;
    private long readAt;
    private volatile Timer requests;
    private volatile Timer waits;

    /**
     * @param reader reads the store
     * @param nanos a monotonic clock, nanoseconds
     */
    public Metrics(StatusReader reader, LongSupplier nanos) {
        this.reader = reader;
        this.nanos = nanos;
    }

    /** Registers all of them. @param sources the ids of the declared sources */
    public void register(MeterRegistry registry, Iterable<String> sources, RequestLedger ledger, List<Limit> limits) {
        sources.forEach(id -> source(registry, id));
        Map<String, ToDoubleFunction<Status.OutboxStatus>> states = Map.of("pending", Status.OutboxStatus::pending, "delivered",
                Status.OutboxStatus::delivered, "refused", Status.OutboxStatus::refused, "unknown", Status.OutboxStatus::unknown, "held",
                Status.OutboxStatus::held, "replaced", Status.OutboxStatus::replaced, "dismissed", Status.OutboxStatus::dismissed);
        states.forEach((state, count) -> Gauge.builder("csat_relay_outbox", this, now -> now.value(status -> count.applyAsDouble(status.outbox())))
                .tag("state", state).description("What MaestroQA is owed: (rating, version) pairs in each state").register(registry));
        Gauge.builder("csat_relay_oldest_pending_seconds", this, now -> now.latest().map(StatusReader.Now::oldestPendingSeconds).orElse(Double.NaN))
                .description("Age of the oldest rating that is owed and not delivered").register(registry);
        Gauge.builder("csat_relay_balanced", this, now -> now.value(status -> status.balanced() ? 1 : 0)).description("1 while the books balance").register(registry);
        Gauge.builder("csat_relay_sink_paused", this, now -> now.value(status -> status.sink().state().equals("paused") ? 1 : 0))
                .description("1 while delivering is paused until a person resumes it").register(registry);
        limits.forEach(limit -> Gauge.builder("csat_relay_ledger_free", ledger, now -> now.free(limit)).tag("window", limit.span().toSeconds() + "s")
                .description("Requests that the ledger has left in a window").register(registry));
        requests = histogram(registry, "csat_relay_request", "Time from sending a request to MaestroQA to its answer");
        waits = histogram(registry, "csat_relay_ledger_wait", "Time that a request waited for the ledger");
    }

    private static Timer histogram(MeterRegistry registry, String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(100),
                Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(60)).register(registry);
    }

    private void source(MeterRegistry registry, String id) {
        Map<String, ToDoubleFunction<Status.SourceStatus>> outcomes = Map.of("fetched", Status.SourceStatus::fetched, "stored",
                Status.SourceStatus::stored, "unchanged", Status.SourceStatus::unchanged, "filtered", Status.SourceStatus::filtered,
                "quarantined", Status.SourceStatus::quarantined);
        outcomes.forEach((outcome, count) -> FunctionCounter.builder("csat_relay_ratings", this, now -> now.source(id, count))
                .tag("source", id).tag("outcome", outcome).description("Vendor records read, by what became of them").register(registry));
        Gauge.builder("csat_relay_source_lag_seconds", this, now -> now.source(id, Metrics::lag)).tag("source", id)
                .description("From a source's bookmark to now").register(registry);
    }

    @Override
    public void accept(Deliveries.Sent sent) {
        if (requests != null) {
            requests.record(sent.atVendor());
            waits.record(sent.waited());
        }
    }

    private static double lag(Status.SourceStatus source) {
        return source.lagSeconds() == null ? Double.NaN : source.lagSeconds();
    }

    private double source(String id, ToDoubleFunction<Status.SourceStatus> value) {
        return value(status -> status.sources().stream().filter(source -> source.id().equals(id)).mapToDouble(value).findFirst().orElse(Double.NaN));
    }

    private double value(ToDoubleFunction<Status> of) {
        return latest().map(now -> of.applyAsDouble(now.status())).orElse(Double.NaN);
    }

    /** Empty while the store cannot be read: a scrape asks for dozens of values, and none of them tries again within a second. */
    private synchronized Optional<StatusReader.Now> latest() {
        if (!read || nanos.getAsLong() - readAt > FRESH_NANOS) {
            latest = null;
            try {
                latest = reader.now();
            } catch (RuntimeException failed) {
                LOG.warn("reading the store for metrics: {}", failed.getMessage());
            }
            read = true;
            readAt = nanos.getAsLong();
        }
        return Optional.ofNullable(latest);
    }
}
