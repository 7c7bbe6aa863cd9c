package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.publish.Endpoint;
import io.csatrelay.store.Database;
import io.csatrelay.store.PublishSql;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} between the answer of a reporting endpoint and the transaction that remembers it. */
class PublishCrashIT {
    private static final int INTERVALS = 6;
    private static final int PASS = 3;

    @TempDir
    private Path folder;

    @Test
    void shouldPushNoDistributionTwiceButTheOneOnItsWayAndLoseNone() throws Exception {
        CrashingProcesses processes = new CrashingProcesses(folder);
        try (DemoVendors vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(0).withReceiver())) {
            Instant first = Instant.now().minus(Duration.ofHours(3));
            vendors.zendesk().addAll(IntStream.range(0, INTERVALS).mapToObj(i -> DemoRating.good(1 + i, 1001 + i, first.plus(Duration.ofMinutes(5L * i)))).toList());

            processes.die(Place.AFTER_PUSH, PASS, vendors.settings());
            assertThat(revisions(vendors)).containsExactly(1L, 2L, 3L);
            processes.liveUntil(vendors.settings(), () -> revisions(vendors).size() == INTERVALS + 1);

            assertThat(revisions(vendors)).as("the third was taken, and nobody knew").containsExactly(1L, 2L, 3L, 3L, 4L, 5L, 6L);
            assertThat(vendors.receiver().latest().values()).extracting(body -> body.at("/total/total_answers").asInt()).containsOnly(1).hasSize(INTERVALS);
            try (Database database = processes.database()) {
                assertThat(new PublishSql(database).behind(new Endpoint(URI.create(vendors.receiver().url())).id())).isZero();
            }
        }
    }

    private static List<Long> revisions(DemoVendors vendors) {
        return vendors.receiver().taken().stream().map((JsonNode body) -> body.path("revision").asLong()).toList();
    }
}
