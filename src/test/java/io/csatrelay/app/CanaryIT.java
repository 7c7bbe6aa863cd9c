package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.Eventually;
import io.csatrelay.TestingPorts;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.demo.DemoZendesk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets and customers' words that occur nowhere else, and every kind of failure that could carry one of them outside: none may be found in
 * anything that is logged, printed or served without a token. LOG_LEVEL is TRACE.
 */
class CanaryIT {
    private static final String ZENDESK_TOKEN = "canaryzendesktoken";
    private static final String MAESTROQA_TOKEN = "canarymaestrotoken";
    private static final String READ_TOKEN = "canaryreadtoken0123456789";
    private static final String ADMIN_TOKEN = "canaryadmintoken0123456789";
    private static final String STORE_PASSWORD = "canarystorepassword";
    private static final String PROXY_PASSWORD = "canaryproxypassword";
    private static final String COMMENT = "canarycomment von canarycustomer@example.org";
    private static final String REASON = "canaryreason";
    private static final String ODD_SCORE = "canaryscore";
    private static final String ODD_TIME = "canarytime";
    private static final String REFUSED = "canaryrefused";
    private static final String CANARY = "canary";
    private static final String PAGE = "<html><body>Sign in, " + COMMENT + "</body></html>";
    private static final String QUOTE = "{\"error\":\"" + COMMENT + " " + ZENDESK_TOKEN + " " + MAESTROQA_TOKEN + "\"}";
    /** Three batches; MaestroQA refuses the last rating, whose batch has an answer of its own. */
    private static final int RATINGS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> seen = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    @TempDir
    private Path folder;
    private int port;
    private int management;

    @Test
    void shouldTellNoSecretAndNoCustomersWordsWhateverFails() throws Exception {
        try (DemoVendors vendors = vendors()) {
            set(vendors);
            zendeskFails(vendors.zendesk());
            try (Installed run = Installed.start(folder, environment, "run")) {
                maestroqaFails(vendors.maestroqa());
                Eventually.await("all ratings are delivered, refused, unknown or quarantined", PATIENCE, this::done);
                look();
                lists();
                commands();
                run.terminate();
                assertThat(run.exit()).as(run.err()).isZero();
                seen.put("stdout", run.out());
                seen.put("stderr", run.err());
            }
            assertThat(vendors.maestroqa().items()).as("MaestroQA gets the customers' words").anyMatch(item -> item.item().toString().contains(COMMENT));
        }
        files();
        assertThat(seen).allSatisfy((what, text) -> assertThat(text).as(what).doesNotContainIgnoringCase(CANARY));
        assertThat(seen.get("stdout")).as("the failures were met").contains("HTTP 401", "HTTP 500", "a login page", "HTTP 302",
                "HTTP 403", "HTTP 404", "is not JSON", "has no list", "quarantined 2", "HTTP 400", "HTTP 307", "cannot be read", "HTTP 502");
    }

    private static DemoVendors vendors() throws IOException {
        DemoZendesk.Options zendesk = DemoZendesk.Options.defaults();
        DemoVendors vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(0)
                .withZendesk(zendesk.withBasic(zendesk.email(), ZENDESK_TOKEN))
                .withMaestroQA(DemoMaestroQA.Options.defaults().withToken("apitoken", MAESTROQA_TOKEN)));
        Instant at = Instant.now().minus(Duration.ofHours(2));
        for (int i = 1; i <= RATINGS; i++) {
            DemoRating rating = DemoRating.bad(i, i, at.plusSeconds(i)).withComment(COMMENT + " " + i).withReason(null, REASON);
            vendors.zendesk().add(i == RATINGS ? rating.withComment(REFUSED) : rating);
        }
        vendors.zendesk().add(DemoRating.good(101, 101, at).servedAs(odd(101, ODD_SCORE, at.toString())));
        vendors.zendesk().add(DemoRating.good(102, 102, at).servedAs(odd(102, "good", ODD_TIME)));
        return vendors;
    }

    private static String odd(int id, String score, String createdAt) {
        return "{\"id\":" + id + ",\"ticket_id\":" + id + ",\"assignee_id\":135,\"score\":\"" + score + "\",\"comment\":\"" + COMMENT
                + "\",\"created_at\":\"" + createdAt + "\",\"updated_at\":\"" + createdAt + "\"}";
    }

    private void set(DemoVendors vendors) throws IOException {
        port = TestingPorts.free();
        management = TestingPorts.free();
        environment.putAll(vendors.settings());
        environment.putAll(Map.of("DATA_DIR", folder.resolve("data").toString(), "LOG_LEVEL", "TRACE", "HTTP_PORT", String.valueOf(port),
                "MANAGEMENT_PORT", String.valueOf(management), "API_READ_TOKEN", READ_TOKEN, "API_ADMIN_TOKEN", ADMIN_TOKEN,
                "ZENDESK_RATINGS_CRON", "* * * * * ?", "ZENDESK_RATINGS_SINCE", "1d", "MAESTROQA_BATCH_SIZE", "20"));
    }

    /** One after the other, as the runs come. */
    private static void zendeskFails(DemoZendesk zendesk) {
        for (DemoFault fault : List.of(new DemoFault.Instead(DemoAnswer.json(401, QUOTE)), new DemoFault.Instead(DemoAnswer.json(500, QUOTE)),
                new DemoFault.Instead(DemoAnswer.text(200, "text/html", PAGE)),
                DemoFault.redirect(302, "https://elsewhere.example/?token=" + ZENDESK_TOKEN), new DemoFault.Instead(DemoAnswer.json(403, QUOTE)),
                new DemoFault.Instead(DemoAnswer.json(404, QUOTE)),
                new DemoFault.Instead(DemoAnswer.json(200, "{\"satisfaction_ratings\":[{\"comment\":\"" + COMMENT + "\" " + COMMENT)),
                new DemoFault.Instead(DemoAnswer.json(200, "{\"satisfaction_ratings\":\"" + COMMENT + "\"}")))) {
            zendesk.faults().next(1, request -> request.path().contains("satisfaction_ratings"), fault);
        }
    }

    /** Each failure that pauses the sink is looked at from outside, then resumed by a person. */
    private void maestroqaFails(DemoMaestroQA maestroqa) throws Exception {
        maestroqa.refuseItem(item -> item.path("comment").asText().equals(REFUSED), "no place for the comment " + REFUSED);
        maestroqa.faults().next(1, new DemoFault.Instead(DemoAnswer.json(500, QUOTE)))
                .next(1, new DemoFault.Instead(DemoAnswer.json(400, QUOTE)))
                .next(1, new DemoFault.Instead(DemoAnswer.json(401, QUOTE)))
                .next(1, DemoFault.redirect(307, "https://elsewhere.example/?token=" + MAESTROQA_TOKEN))
                .next(1, new DemoFault.Instead(DemoAnswer.text(200, "text/html", PAGE)))
                .next(1, new DemoFault.Instead(DemoAnswer.json(502, QUOTE)));
        for (String pause : List.of("401", "307", "unreadable")) {
            Eventually.await("the sink pauses: " + pause, PATIENCE, () -> status().at("/sink/state").asText().equals("paused"));
            look();
            seen.put("resumed after " + pause, post("/api/resume", "{\"target\":\"maestroqa\"}"));
        }
    }

    private boolean done() {
        JsonNode status = status();
        JsonNode outbox = status.path("outbox");
        return outbox.path("pending").asInt(1) == 0 && outbox.path("delivered").asInt() > 0 && outbox.path("refused").asInt() > 0
                && status.path("sources").findParents("quarantined").stream().mapToInt(source -> source.path("quarantined").asInt()).sum() == 2;
    }

    private JsonNode status() {
        try {
            return JSON.readTree(get(port, "/api/status", READ_TOKEN));
        } catch (IOException notYet) {
            return JSON.nullNode();
        }
    }

    private void look() throws Exception {
        String when = " " + seen.size();
        seen.put("/api/status" + when, get(port, "/api/status", READ_TOKEN));
        seen.put("/api/status without a token" + when, get(port, "/api/status", "wrong"));
        for (String path : List.of("/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics")) {
            seen.put(path + when, get(management, path, READ_TOKEN));
        }
    }

    /** What MaestroQA and the mapping said is served to those with a token; no secret is. */
    private void lists() throws IOException {
        String refused = get(port, "/api/refused", READ_TOKEN);
        String quarantined = get(port, "/api/quarantined", READ_TOKEN);
        assertThat(refused).contains(REFUSED);
        assertThat(quarantined).contains(ODD_SCORE);
        for (String list : List.of(refused, quarantined, get(port, "/api/unknown", READ_TOKEN), get(port, "/api/held", READ_TOKEN))) {
            assertThat(list).doesNotContain(ZENDESK_TOKEN, MAESTROQA_TOKEN, READ_TOKEN, ADMIN_TOKEN);
        }
    }

    private void commands() throws Exception {
        Map<String, String> more = new HashMap<>(environment);
        more.put("HTTPS_PROXY", "http://user:" + PROXY_PASSWORD + "@127.0.0.1:9");
        print("config", more, "config");
        print("status", environment, "status");
        print("check", environment, "check");
        print("sync", environment, "sync", "--wait", "1s");
        more.remove("HTTPS_PROXY");
        more.putAll(Map.of("STORE_URL", "jdbc:postgresql://127.0.0.1:9/csat", "STORE_USER", "csat", "STORE_PASSWORD", STORE_PASSWORD));
        print("status without its store", more, "status");
        more.putAll(Map.of("HTTP_PORT", "none", "API_READ_TOKEN", ADMIN_TOKEN));
        print("wrong settings", more, "config");
    }

    private void print(String what, Map<String, String> with, String... command) throws Exception {
        Installed run = Installed.run(folder, with, command);
        seen.put(what, run.out() + run.err());
    }

    private void files() throws IOException {
        try (Stream<Path> data = Files.list(folder.resolve("data"))) {
            for (Path file : data.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
                seen.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(seen).containsKey("requests.jsonl");
    }

    private String get(int at, String path, String token) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path)).header("Authorization", "Bearer " + token));
    }

    private String post(String path, String body) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString()).body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
