package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the dashboard finds a rating's ticket: at the Zendesk account that its source's route file says, and never at another. */
class TicketUrlsTest {
    private static final String EU = "https://shops-eu.zendesk.com";

    @TempDir
    private Path routes;

    @Test
    void shouldSayForEachSourceWhichAccountHasItsTickets() throws Exception {
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("shops-eu-ratings.camel.yaml"), AddingASourceTest.block("yaml second account"));
        Files.writeString(routes.resolve("shops-eu-files.camel.yaml"), bean("shops-eu-files", "as: file-drop", "tickets: ACCOUNT_SHOPS_EU_BASE_URL"));
        Files.writeString(routes.resolve("another.camel.yaml"), bean("another", "intake: true"));
        try (TestingRelay relay = TestingApi.planWithTokens().collectingOnly().set("ROUTES_DIR", routes.toString()).set("ACCOUNT_SHOPS_EU_BASE_URL", EU)
                .set("ACCOUNT_SHOPS_EU_USER", "admin@company.com/token").set("ACCOUNT_SHOPS_EU_PASSWORD", "a-token").start()) {
            JsonNode urls = new TestingApi(relay).get("/api/dashboard").json().path("ticketUrls");

            String first = relay.zendesk().url() + "/agent/tickets/";
            // Surveys, Qualtrics, files and webhooks are off here: ratings of theirs may be there all the same.
            assertThat(urls).hasSize(7);
            Map.of("zendesk-ratings", first, "zendesk-surveys", first, "zendesk-webhook", first, "qualtrics", first, "file-drop", first,
                    "shops-eu-ratings", EU + "/agent/tickets/", "shops-eu-files", EU + "/agent/tickets/")
                    .forEach((source, url) -> assertThat(urls.path(source).asText()).as(source).isEqualTo(url));
            assertThat(urls.has("another")).as("nobody knows whose its tickets are").isFalse();
        }
    }

    private static String bean(String id, String... properties) {
        return "- beans:\n    - name: %1$s\n      type: io.csatrelay.collect.Source\n      properties:\n        id: %1$s\n".formatted(id)
                + String.join("", Stream.of(properties).map(property -> "        " + property + "\n").toList());
    }
}
