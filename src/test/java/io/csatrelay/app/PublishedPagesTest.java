package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.store.TestingPostgres;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What was published, fetched in pages in place of being pushed. */
@ParameterizedClass
@ValueSource(strings = {"SQLite", "PostgreSQL"})
class PublishedPagesTest {
    private static final Instant ANSWERED = Instant.parse("2026-05-01T11:02:00Z");
    private static final String PATH = "/reporting/v1.2/csat/published";

    private final String store;
    private TestingRelay relay;
    private TestingApi api;

    PublishedPagesTest(String store) {
        this.store = store;
    }

    @BeforeEach
    void publishFourAndOneOfThemAgain(TestInfo test) throws Exception {
        String database = "published_" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        TestingRelay.Builder plan = TestingApi.planWithTokens().at("2026-05-01T12:00:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "2h");
        relay = (store.equals("SQLite") ? plan : plan.set("STORE_URL", TestingPostgres.create(database)).set("STORE_USER", TestingPostgres.USER)
                .set("STORE_PASSWORD", TestingPostgres.PASSWORD)).start();
        api = new TestingApi(relay);
        for (int i = 0; i < 4; i++) {
            relay.zendesk().add(DemoRating.good(1 + i, 1001 + i, ANSWERED.plus(Duration.ofMinutes(5L * i))));
        }
        relay.run(Lane.REREAD);
        relay.publish();
        relay.zendesk().rate(2, "bad", null);
        relay.run(Lane.REREAD);
        relay.publish();
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
    }

    private JsonNode page(String query) {
        Answer answer = api.get(PATH + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void shouldPageWhatWasPublishedInTheOrderOfRevisions() {
        JsonNode first = page("?afterRevision=0&limit=3");
        assertThat(first.path("items").findValuesAsText("from")).containsExactly("2026-05-01T11:00:00Z", "2026-05-01T11:10:00Z", "2026-05-01T11:15:00Z");
        List<Long> revisions = List.of(first.at("/items/0/revision").asLong(), first.at("/items/1/revision").asLong(), first.at("/items/2/revision").asLong());
        assertThat(revisions).isSorted().doesNotHaveDuplicates();
        assertThat(first.path("next").asLong()).isEqualTo(revisions.get(2));

        JsonNode last = page("?limit=3&afterRevision=" + first.path("next").asLong());
        assertThat(last.path("items")).singleElement().satisfies(again -> {
            assertThat(again.path("from").asText()).as("published again: one row, after all others").isEqualTo("2026-05-01T11:05:00Z");
            assertThat(again.path("revision").asLong()).isGreaterThan(revisions.get(2));
            assertThat(again.at("/total/csat_score1_answers").asLong()).isEqualTo(1);
        });
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(page("?afterRevision=" + last.at("/items/0/revision").asLong()).path("items")).isEmpty();
        assertThat(page("").path("items")).hasSize(4);
    }

    @Test
    void shouldAnswer400NamingTheParameter() {
        for (String query : List.of("?afterRevision=x", "?limit=0", "?limit=1001")) {
            Answer answer = api.get(PATH + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).isIn("afterRevision", "limit");
        }
    }

    @Test
    void shouldAskForAToken() {
        for (String token : List.of("", "Bearer wrong")) {
            Answer answer = api.checked("GET", PATH, api.send(HttpRequest.newBuilder(api.api(PATH)).header("Authorization", token)));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).contains("www-authenticate: Bearer");
            assertThat(answer.body()).doesNotContain("items");
        }
        assertThat(api.checked("GET", PATH, api.send(HttpRequest.newBuilder(api.api(PATH)))).status()).isEqualTo(401);
    }
}
