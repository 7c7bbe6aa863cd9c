package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.app.TestingApi.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract says of the parameters of a GET is what is asked of them: they are checked by hand, not by its schemas. */
class ContractParametersTest {
    /** Values that some patterns take and others do not. */
    private static final List<String> TEXTS = List.of("all", "4,15,3", "-1", "x", "1,,2", "all,4", "1,", "1.5");

    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void start() {
        relay = TestingApi.planWithTokens().collectingOnly().start();
        api = new TestingApi(relay);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    /** A parameter. @param all those of its operation */
    record Parameter(String path, JsonNode described, List<JsonNode> all) {
        String name() {
            return described.path("name").asText();
        }

        JsonNode schema() {
            return described.path("schema");
        }

        @Override
        public String toString() {
            return path + " " + name();
        }
    }

    static List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        TestingApi.contract().queries().forEach((path, all) -> all.forEach(one -> parameters.add(new Parameter(path, one, all))));
        return parameters;
    }

    @Test
    void shouldFindTheParameters() {
        assertThat(parameters()).extracting(Parameter::toString).contains("/reporting/v1.2/csat/published afterRevision", "/api/refused limit", "/api/values kind",
                "/operations/api/account/{accountId}/msgcsatdistribution timeframe");
    }

    /** Asks with this value, and with what the operation requires beside it. A value that is null is left out. */
    private static Answer ask(Parameter parameter, String value) {
        Map<String, String> query = new TreeMap<>();
        if (parameter.schema().path("format").asText().equals("date-time")) {
            query.putAll(Map.of("v", "1", "from", "2026-05-01T00:00:00Z", "to", "2026-05-01T01:00:00Z"));
        } else if (parameter.path().startsWith("/operations/")) {
            query.putAll(Map.of("v", "1", "timeframe", "1440"));
        }
        query.put(parameter.name(), value);
        query.values().removeIf(Objects::isNull);
        return api.get(parameter.path().replace("{accountId}", "local") + "?" + String.join("&", query.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8)).toList()));
    }

    private static void require(Parameter parameter, String value, boolean taken) {
        Answer answer = ask(parameter, value);
        assertThat(answer.status()).as("%s=%s: %s", parameter, value, answer.body()).isEqualTo(taken ? 200 : 400);
        if (!taken) {
            assertThat(answer.json().path("field").asText()).isEqualTo(parameter.name());
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void shouldTakeWhatTheContractAllowsAndNothingElse(Parameter parameter) {
        JsonNode schema = parameter.schema();
        switch (schema.path("type").asText()) {
            case "integer" -> {
                require(parameter, schema.path("minimum").asText(), true);
                require(parameter, String.valueOf(schema.path("minimum").asLong() - 1), false);
                require(parameter, schema.path("maximum").asText(String.valueOf(schema.path("minimum").asLong())), true);
                require(parameter, schema.has("maximum") ? String.valueOf(schema.path("maximum").asLong() + 1) : "9223372036854775808", false);
                require(parameter, "x", false);
                require(parameter, "1.5", false);
            }
            case "string" -> {
                schema.path("enum").forEach(one -> require(parameter, one.asText(), true));
                TEXTS.forEach(text -> require(parameter, text, schema.has("pattern") && text.matches(schema.path("pattern").asText())));
            }
            default -> throw new IllegalStateException(parameter + " is of a type that this test does not know");
        }
        if (parameter.described().path("required").asBoolean()) {
            require(parameter, null, false);
        }
    }
}
