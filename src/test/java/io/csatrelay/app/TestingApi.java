package io.csatrelay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.Eventually;
import io.csatrelay.collect.Lane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calls a relay's servers over HTTP, and holds what the API answers against its contract. */
final class TestingApi {
    static final String READ = "canary-read-token";
    static final String ADMIN = "canary-admin-token";
    /** A cron that does not tick while a test lasts. */
    static final String NEVER = "0 0 0 1 1 ?";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestingContract contract = contract();
    private final TestingRelay relay;

    /** @param relay started; its first run is awaited, which a daemon asks for by itself */
    TestingApi(TestingRelay relay) {
        this.relay = relay;
        Eventually.await("the run of the start is over", () -> relay.store().runs(TestingRelay.RATINGS).stream().anyMatch(run -> run.endedAt() != null));
    }

    static TestingContract contract() {
        return new TestingContract(Path.of("src/main/resources/openapi/csat-relay.json"));
    }

    /** A relay with both servers on any ports, whose sources run only when a test asks. */
    static TestingRelay.Builder plan() {
        return TestingRelay.builder().schedules().set("HTTP_PORT", "0").set("MANAGEMENT_PORT", "0").set("ZENDESK_RATINGS_CRON", NEVER)
                .set("ZENDESK_RATINGS_REREAD_CRON", NEVER);
    }

    /** The same behind both tokens. */
    static TestingRelay.Builder planWithTokens() {
        return plan().set("API_READ_TOKEN", READ).set("API_ADMIN_TOKEN", ADMIN);
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers all of them, a line each
     * @param body its text
     */
    record Answer(int status, String headers, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException broken) {
                throw new AssertionError("no JSON: " + body, broken);
            }
        }

        /** A header of it. */
        Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return headers.lines().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length())).findFirst();
        }

        List<String> keys() {
            return keys(json());
        }

        static List<String> keys(JsonNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            return keys;
        }
    }

    /** Has the source run until the store knows so many records; right after a run no whole second is due. */
    void collect(int known) {
        Eventually.await(known + " records are known", () -> {
            relay.run(Lane.LIVE);
            return relay.store().ratingCount(TestingRelay.RATINGS) + relay.store().quarantine(TestingRelay.RATINGS).size() >= known;
        });
    }

    /** The API's address. */
    URI api(String path) {
        return URI.create("http://127.0.0.1:" + HttpServers.apiPort(relay.relay().context()) + path);
    }

    /** GET of the API, as one who may read; its answer keeps the contract. */
    Answer get(String path) {
        return checked("GET", path, send(HttpRequest.newBuilder(api(path)).header("Authorization", "Bearer " + READ)));
    }

    /** POST to the API, as one who may act; its answer keeps the contract. */
    Answer post(String path, String body) {
        return checked("POST", path, send(HttpRequest.newBuilder(api(path)).header("Authorization", "Bearer " + ADMIN)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** GET of the management server. */
    Answer management(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + HttpServers.managementPort(relay.relay().context()) + path)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            List<String> headers = new ArrayList<>();
            response.headers().map().forEach((name, values) -> headers.add(name.toLowerCase(Locale.ROOT) + ": " + String.join(", ", values)));
            return new Answer(response.statusCode(), String.join("\n", headers), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** An answer, when it keeps the contract. */
    Answer checked(String method, String path, Answer answer) {
        List<String> problems = contract.problems(method, path.split("[?]")[0], answer);
        if (!problems.isEmpty()) {
            throw new AssertionError(method + " " + path + " answered " + answer + ": " + problems);
        }
        return answer;
    }
}
