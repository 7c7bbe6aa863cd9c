package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.deliver.RequestLedger;
import io.csatrelay.settings.TestingTime;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingOutbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often metrics read the store, on a clock that stands. */
class MetricsReadsTest {
    private final TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    @TempDir
    private Path folder;
    private Database database;

    @BeforeEach
    void register() {
        database = Database.open("jdbc:sqlite:" + folder.resolve("metrics.db"), null, null);
        Map<String, String> declared = new HashMap<>();
        declared.put("zendesk-ratings", null);
        StatusReader reader = new StatusReader(new StatusSql(database), declared, true, time::now, () -> true);
        new Metrics(reader, time.time().nanos()).register(registry, declared.keySet(), new RequestLedger(List.of(), time.time().nanos()), List.of());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private double pending() {
        return registry.get("csat_relay_outbox").tag("state", "pending").gauge().value();
    }

    @Test
    void shouldReadTheStoreAtMostOnceASecondWhateverAsks() {
        assertThat(pending()).isZero();
        new TestingOutbox(database).owe(0, 3, time.now());

        time.advance(Duration.ofSeconds(1));
        assertThat(pending()).as("the second is not over").isZero();
        assertThat(registry.get("csat_relay_ratings").tag("outcome", "stored").functionCounter().count()).as("by no other metric").isZero();

        time.advance(Duration.ofNanos(1));
        assertThat(pending()).isEqualTo(3);
        assertThat(registry.get("csat_relay_ratings").tag("outcome", "stored").functionCounter().count()).isEqualTo(3);
    }
}
