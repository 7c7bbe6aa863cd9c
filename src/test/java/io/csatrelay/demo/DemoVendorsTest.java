package io.csatrelay.demo;

import static io.csatrelay.demo.TestingClient.data;
import static io.csatrelay.demo.TestingClient.item;
import static io.csatrelay.demo.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DemoVendorsTest {

    private final TestingClient client = new TestingClient();

    @Test
    void shouldTellTheSettingsThatLeadToBoth() throws Exception {
        try (DemoVendors vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(300))) {
            Map<String, String> settings = vendors.settings();
            assertThat(settings).containsOnlyKeys("ZENDESK_BASE_URL", "ZENDESK_CSAT", "ZENDESK_EMAIL", "ZENDESK_API_TOKEN", "MAESTROQA_URL", "MAESTROQA_API_TOKEN");
            JsonNode count = json(client.get(settings.get("ZENDESK_BASE_URL") + "/api/v2/satisfaction_ratings/count.json"));
            assertThat(count.at("/count/value").intValue()).isEqualTo(300);
            assertThat(settings.get("MAESTROQA_URL")).isEqualTo(vendors.maestroqa().url());
            assertThat(client.feedback(vendors.maestroqa(), data(item(1))).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void shouldTellTheSettingsThatDifferFromTheDefaults() throws Exception {
        DemoVendors.Options options = DemoVendors.Options.defaults().withRatings(0)
                .withZendesk(DemoZendesk.Options.defaults().withBasic("admin@demo.example", null).withOauth("bearer-1"))
                .withMaestroQA(DemoMaestroQA.Options.defaults().withToken("x-key", "k"));
        try (DemoVendors vendors = DemoVendors.start(options)) {
            assertThat(vendors.settings()).containsEntry("ZENDESK_OAUTH_TOKEN", "bearer-1").containsEntry("MAESTROQA_TOKEN_HEADER", "x-key")
                    .doesNotContainKeys("ZENDESK_EMAIL", "ZENDESK_API_TOKEN");
        }
    }

    @Test
    void shouldLeaveNothingRunningWhenTheSecondPortIsTaken() throws Exception {
        try (DemoMaestroQA taken = DemoMaestroQA.start(DemoMaestroQA.Options.defaults());
                DemoZendesk free = DemoZendesk.start(DemoZendesk.Options.defaults())) {
            int freePort = free.port();
            free.close();
            DemoVendors.Options options = DemoVendors.Options.defaults().withRatings(0);
            assertThatThrownBy(() -> DemoVendors.start(options.withPorts(freePort, taken.port())))
                    .isInstanceOf(IOException.class).hasMessageContaining("the demo MaestroQA").hasMessageContaining("port " + taken.port());
            DemoVendors.start(options.withPorts(freePort, 0)).close();
        }
    }

    @Test
    void shouldGoOnLivingUntilClosed() throws Exception {
        Phaser events = new Phaser(1);
        Instant now = Instant.parse("2026-05-31T00:00:00Z");
        try (DemoZendesk zendesk = DemoZendesk.start(DemoZendesk.Options.defaults())) {
            zendesk.addAll(DemoData.ratings(1, 10, now.minus(Duration.ofDays(1)), now));
            int before = zendesk.size();
            try (DemoLife life = DemoLife.start(zendesk, 5, Duration.ofMillis(1), () -> {
                events.arrive();
                return now;
            })) {
                for (int event = 0; event < 30; event++) {
                    await(events, event);
                }
            }
            assertThat(zendesk.size()).isGreaterThan(before);
            assertThat(zendesk.ratings()).anyMatch(rating -> rating.createdAt().equals(now))
                    .anyMatch(rating -> rating.updatedAt().equals(now) && rating.createdAt().isBefore(now));
        }
    }

    private static void await(Phaser events, int phase) throws InterruptedException, TimeoutException {
        events.awaitAdvanceInterruptibly(phase, 10, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(30)
    void shouldServeAsAProcessOfItsOwnUntilItsInputEnds() throws Exception {
        Process process = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp", System.getProperty("java.class.path"), DemoVendorsMain.class.getName(), "--ratings=50", "--no-limits")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8); OutputStream input = process.getOutputStream()) {
            JsonNode settings = jsonLine(output);
            assertThat(client.get(settings.path("ZENDESK_BASE_URL").asText() + "/api/v2/users/me.json").statusCode()).isEqualTo(200);
            input.write("stats\n".getBytes(StandardCharsets.UTF_8));
            input.flush();
            JsonNode stats = jsonLine(output);
            assertThat(stats.path("ratings").intValue()).isEqualTo(50);
            assertThat(stats.path("zendeskRequests").intValue()).isEqualTo(1);
            input.close();
            assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The next line that is a JSON object: a log may be written between. */
    private static JsonNode jsonLine(BufferedReader output) {
        return output.lines().filter(line -> line.startsWith("{")).findFirst().map(line -> {
            try {
                return new ObjectMapper().readTree(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).orElseThrow();
    }
}
