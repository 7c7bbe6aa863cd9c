package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.Eventually;
import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.dashboard.ZendeskNames;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of agents and groups: from Zendesk when somebody looks, from NAMES_FILE first; nobody waits for them. */
class LookedUpNamesTest {
    private static final long AGENT = 360_100_000_007L;
    private static final long GROUP = 360_200_000_005L;
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private TestingRelay relay;
    private TestingApi api;
    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        Path names = Files.writeString(folder.resolve("names.csv"), "kind,id,name\r\nagent,8,\"Eight, the \"\"Great\"\"\"\r\ngroup,44,Night shift\r\n");
        relay = TestingApi.planWithTokens().collectingOnly().at(NOW.toString()).set("ZENDESK_RATINGS_SINCE", "1h").set("NAMES_FILE", names.toString()).start();
        api = new TestingApi(relay);
        relay.zendesk().add(DemoRating.good(1, 1, NOW.minusSeconds(1000)).withAgent(AGENT, GROUP));
        relay.zendesk().add(DemoRating.good(2, 2, NOW.minusSeconds(900)).withAgent(8L, 44L));
        relay.zendesk().add(DemoRating.good(3, 3, NOW.minusSeconds(800)).withAgent(9L, null));
        relay.time().advance(Duration.ofMinutes(5));
        relay.run(RunRequest.backfill(TestingRelay.RATINGS, Lane.BACKFILL, NOW.minusSeconds(3600), NOW));
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
    }

    private String name(String kind, Object id) {
        for (JsonNode value : api.get("/api/values?kind=" + kind).json().path("values")) {
            if (value.path("id").asText().equals(String.valueOf(id))) {
                return value.path("name").asText(null);
            }
        }
        throw new AssertionError("there is no " + kind + " " + id);
    }

    private boolean due() {
        return relay.relay().context().getRegistry().lookupByNameAndType("zendeskNames", ZendeskNames.class).isWanted();
    }

    private List<DemoRequest> lookUps() {
        return relay.zendesk().requests().stream().filter(request -> request.path().matches("/api/v2/(users|groups).*")).toList();
    }

    @Test
    void shouldShowNamesOnceZendeskSaidThemAndIdsUntilThen() {
        assertThat(lookUps()).isEmpty();

        assertThat(name("agent", AGENT)).isNull();
        Eventually.await("agents have names", () -> "Agent 07".equals(name("agent", AGENT)));
        Eventually.await("groups of the second page have names", () -> "Key accounts".equals(name("queue", GROUP)));

        assertThat(name("skill", GROUP)).isEqualTo("Key accounts");
        assertThat(name("agent", 9)).as("Zendesk knows nobody of this id").isNull();
        assertThat(lookUps()).hasSize(3).first().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/api/v2/users/show_many.json");
            assertThat(request.query()).contains("ids=", String.valueOf(AGENT), "8", "9");
        });
    }

    @Test
    void shouldAskForEachNameOnceADay() {
        Eventually.await("names are there", () -> name("agent", AGENT) != null && name("queue", GROUP) != null);
        Eventually.await("nothing is left to ask for", () -> lookUps().size() == 3);
        relay.time().advance(Duration.ofHours(23));
        api.get("/api/values?kind=agent");
        assertThat(lookUps()).hasSize(3);

        relay.time().advance(Duration.ofHours(2));
        api.get("/api/values?kind=agent");

        Eventually.await("all are asked for again", () -> lookUps().size() == 6);
    }

    @Test
    void shouldLetTheFileWin() {
        assertThat(name("agent", 8)).isEqualTo("Eight, the \"Great\"");
        assertThat(name("skill", 44)).isEqualTo("Night shift");
        assertThat(name("queue", 44)).isEqualTo("Night shift");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void shouldGoOnShowingIdsWhenTheLookUpFailsAndAskAgainTenMinutesLater(int status) {
        relay.zendesk().faults().next(1, DemoFault.status(status));
        api.get("/api/values?kind=agent");
        Eventually.await("the failure is noted", () -> lookUps().size() == 1 && !due());

        relay.time().advance(Duration.ofMinutes(9));
        assertThat(name("agent", AGENT)).isNull();
        assertThat(lookUps()).hasSize(1);
        relay.time().advance(Duration.ofMinutes(2));

        Eventually.await("agents have names", () -> "Agent 07".equals(name("agent", AGENT)));
    }

    @Test
    void shouldWaitAsLongAsZendeskAsked() {
        relay.zendesk().faults().next(1, DemoFault.tooMany("3600"));
        api.get("/api/values?kind=agent");
        Eventually.await("the failure is noted", () -> lookUps().size() == 1 && !due());

        relay.time().advance(Duration.ofMinutes(59));
        assertThat(name("agent", AGENT)).isNull();
        assertThat(lookUps()).hasSize(1);
        relay.time().advance(Duration.ofMinutes(2));

        Eventually.await("agents have names", () -> name("agent", AGENT) != null);
    }

    @Test
    void shouldNameTheFieldWhenTheKindIsNone() {
        for (String query : List.of("", "?kind=", "?kind=person", "?kind=agent&kind=queue", "?kind=AGENT")) {
            Answer answer = api.get("/api/values" + query);

            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).as(query).isEqualTo("kind");
        }
    }

    @Test
    void shouldTellWhichAccountStandsForAllAndWhatTheLedgerHasLeft() {
        JsonNode facts = api.get("/api/dashboard").json();

        assertThat(facts.path("account").asText()).isEqualTo("local");
        assertThat(facts.path("ledger").toString()).isEqualTo("[{\"seconds\":1,\"limit\":10,\"free\":10},{\"seconds\":60,\"limit\":100,\"free\":100}]");
    }
}
