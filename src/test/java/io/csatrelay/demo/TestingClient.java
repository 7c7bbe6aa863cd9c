package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A plain HTTP client with the demo vendors' credentials; it follows no redirect and retries nothing. */
final class TestingClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    static String basic(String email, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((email + "/token:" + token).getBytes(StandardCharsets.UTF_8));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As the demo admin. */
    HttpRequest.Builder zendesk(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", basic("admin@demo.example", "demo-zendesk-token"));
    }

    HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(zendesk(url));
    }

    HttpResponse<String> rate(DemoZendesk zendesk, long ticket, String body) throws IOException, InterruptedException {
        return send(zendesk(zendesk.url() + "/api/v2/tickets/" + ticket + "/satisfaction_rating.json")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> feedback(DemoMaestroQA maestroqa, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(maestroqa.url())).header("apitoken", "demo-maestroqa-token")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A sound item for MaestroQA, as JSON. */
    static String item(int ticket) {
        return "{\"submitted_at\":\"2026-05-01T10:00:00.000Z\",\"ticket_id\":\"" + ticket
                + "\",\"agent_id\":\"135\",\"score\":1,\"min_score\":0,\"max_score\":1}";
    }

    static String data(String... items) {
        return "{\"data\":[" + String.join(",", items) + "]}";
    }

    /** Ids of one page. */
    static List<Long> ids(HttpResponse<String> response) throws IOException {
        List<Long> ids = new ArrayList<>();
        json(response).path("satisfaction_ratings").forEach(rating -> ids.add(rating.get("id").longValue()));
        return ids;
    }
}
