package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoRating;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code reports verify} and {@code reports rebuild}, beside a connector at work. */
class ReportsCommandTest {
    private static TestingRelay relay;

    @BeforeAll
    static void start() {
        relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "1d").start();
        for (int i = 0; i < 50; i++) {
            relay.zendesk().add(DemoRating.good(i + 1, i + 1000, relay.time().now().minusSeconds(3600 + 100 * i)));
        }
        relay.run(Lane.LIVE);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static Ran reports(String what) {
        return TestingCommand.run(relay.environment(), "reports", what);
    }

    @Test
    void shouldFindAndMendDistributionsThatSomebodyChanged() throws Exception {
        assertThat(reports("verify").exitCode()).isZero();
        try (Connection connection = relay.database().writer().getConnection(); Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE bucket SET score5 = score5 + 1")).isPositive();
        }

        Ran found = reports("verify");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.err()).contains("bucket 2026-04-30T", "the distributions are not what the ratings say", "csat-relay reports rebuild");
        Ran rebuilt = reports("rebuild");
        assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
        assertThat(rebuilt.out()).contains("the distributions are what the ratings say");
        assertThat(reports("verify").exitCode()).isZero();
    }

    @Test
    void shouldSayWhichWhenNoneIsNamed() {
        Ran bare = TestingCommand.run(relay.environment(), "reports");
        assertThat(bare.exitCode()).isEqualTo(2);
        assertThat(bare.err()).contains("verify or rebuild");
    }
}
