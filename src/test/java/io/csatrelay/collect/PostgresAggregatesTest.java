package io.csatrelay.collect;

import static io.csatrelay.collect.LivePersonAccount.CSAT;
import static io.csatrelay.collect.LivePersonAccount.ENGAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of the sources that give counts, on PostgreSQL: what is collected, that it is the vendor's own answer, and the books. */
class PostgresAggregatesTest {
    @Test
    void shouldServeWhatLivePersonAnsweredWhenTheStoreIsPostgres() throws Exception {
        try (LivePersonAccount account = new LivePersonAccount("LIVEPERSON_TOKEN", DemoLivePerson.TOKEN, "STORE_URL", TestingPostgres.create("liveperson"),
                "STORE_USER", TestingPostgres.USER, "STORE_PASSWORD", TestingPostgres.PASSWORD)) {
            account.rated(Duration.ofMinutes(25), 5);
            account.rated(Duration.ofMinutes(12), 1);
            account.beginAgain(CSAT, Duration.ofMinutes(30));
            account.good(CSAT);
            account.good(ENGAGEMENT);
            account.after(Duration.ofMinutes(5)).rated(Duration.ofMinutes(4), 4);
            account.relay().restart();
            account.after(Duration.ofMinutes(5)).good(CSAT);
            account.good(ENGAGEMENT);

            Instant end = account.bookmark(CSAT);
            assertThat(account.served("msgcsatdistribution", end.minus(Duration.ofMinutes(35)), end, "").path("metricsTotals").toString())
                    .startsWith("{\"csat_score1_answers\":1,\"csat_score2_answers\":0,\"csat_score3_answers\":0,\"csat_score4_answers\":1,\"csat_score5_answers\":1,");
            assertThat(account.served("engactivity", end.minus(Duration.ofMinutes(35)), end, "").at("/metricsTotals/connectedEngagements").asLong()).isEqualTo(3);
            assertThat(account.relay().store().balanced(CSAT, ENGAGEMENT)).isTrue();
            assertThat(new StatusSql(account.relay().database()).recount()).isEmpty();
        }
    }

    @Test
    void shouldKeepGnattasAnswersWhenTheStoreIsPostgres(@TempDir Path folder) throws Exception {
        TestingRelay.Builder plan = TestingRelay.builder().collectingOnly().set("STORE_URL", TestingPostgres.create("gnatta"))
                .set("STORE_USER", TestingPostgres.USER).set("STORE_PASSWORD", TestingPostgres.PASSWORD);
        try (GnattaAccount account = new GnattaAccount(folder, plan, "collect: [{tiles: [1], kind: by-date, groupBy: Daily, last: 2 days, export: true}]\n")) {
            assertThat(account.run().error()).isNull();
            assertThat(account.run().error()).isNull();

            assertThat(account.gnatta().requests().stream().filter(GnattaAccount.REPORTS)).as("never the same within ten minutes").hasSize(2);
            assertThat(account.relay().store().tally(TestingRelay.TILES).stored()).isEqualTo(2);
            assertThat(account.relay().store().balanced(TestingRelay.TILES)).isTrue();
            assertThat(new StatusSql(account.relay().database()).recount()).isEmpty();
        }
    }
}
