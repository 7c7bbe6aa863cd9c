package io.csatrelay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client as one writes it with LivePerson's documents and recorded answers in hand, who has never heard of this connector: a domain, an
 * account, a bearer token. It asks for one thing at a time, reads what the documents and what real answers call things, and keeps what has
 * closed.
 */
final class TestingLivePersonClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String domain;
    private final String account;
    private final String token;

    /** @param domain what LivePerson's domain API answers, such as {@code https://va-a.data.liveperson.net} */
    TestingLivePersonClient(String domain, String account, String token) {
        this.domain = domain;
        this.account = account;
        this.token = token;
    }

    /** @param method {@code msgcsatdistribution} or {@code engactivity} */
    JsonNode ask(String method, String parameters) throws IOException, InterruptedException {
        URI uri = URI.create(domain + "/operations/api/account/" + account + "/" + method + "?" + parameters);
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode() + ": " + answer.body());
        }
        JsonNode body = JSON.readTree(answer.body());
        return body.has("body") ? body.path("body") : body;
    }

    /** The metrics of each skill and agent, {@code "4/15"}: the page calls the object skillsMetrics, answers call it skillsMetricsPerAgent. */
    static Map<String, JsonNode> bySkillAndAgent(JsonNode answer) {
        Map<String, JsonNode> all = new TreeMap<>();
        JsonNode skills = answer.has("skillsMetricsPerAgent") ? answer.path("skillsMetricsPerAgent") : answer.path("skillsMetrics");
        skills.path("metricsPerSkill").fields().forEachRemaining(skill -> skill.getValue().path("metricsPerAgent").fields()
                .forEachRemaining(agent -> all.put(Long.parseLong(skill.getKey()) + "/" + Long.parseLong(agent.getKey()), agent.getValue())));
        return all;
    }

    /** The metrics of each agent. */
    static Map<String, JsonNode> byAgent(JsonNode answer) {
        Map<String, JsonNode> all = new TreeMap<>();
        answer.path("agentsMetrics").path("metricsPerAgent").fields().forEachRemaining(agent -> all.put(agent.getKey(), agent.getValue()));
        return all;
    }

    static JsonNode totals(JsonNode object) {
        return object.has("metricsTotals") ? object.path("metricsTotals") : object.path("metricsTotal");
    }

    /** Answers with 1 to 5. */
    static List<Long> scores(JsonNode metrics) {
        List<Long> scores = new ArrayList<>();
        for (int score = 1; score <= 5; score++) {
            scores.add(metrics.required("csat_score" + score + "_answers").longValue());
        }
        return scores;
    }
}
