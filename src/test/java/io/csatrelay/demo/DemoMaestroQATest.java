package io.csatrelay.demo;

import static io.csatrelay.demo.TestingClient.data;
import static io.csatrelay.demo.TestingClient.item;
import static io.csatrelay.demo.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoMaestroQATest {

    private final TestingClient client = new TestingClient();
    private final AtomicLong nanos = new AtomicLong();
    private DemoMaestroQA maestroqa;

    @AfterEach
    void stop() {
        maestroqa.close();
    }

    private void start() throws IOException {
        maestroqa = DemoMaestroQA.start(DemoMaestroQA.Options.defaults().withTicker(nanos::get));
    }

    private static String[] items(int from, int to) {
        return IntStream.range(from, to).mapToObj(TestingClient::item).toArray(String[]::new);
    }

    @Test
    void shouldAnswerTheDocuments201AndKeepWhatItTook() throws Exception {
        start();
        nanos.set(77);
        HttpResponse<String> response = client.feedback(maestroqa, data(items(0, 100)));
        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode answer = json(response);
        assertThat(answer.path("status").asText()).isEqualTo("completed");
        assertThat(answer.path("total").intValue()).isEqualTo(100);
        assertThat(answer.path("results").findValuesAsText("_id")).hasSize(100).doesNotHaveDuplicates();
        JsonNode first = answer.at("/results/0");
        assertThat(first.path("action").asText()).isEqualTo("create");
        assertThat(first.path("status").asText()).isEqualTo("Created");
        assertThat(first.path("success").booleanValue()).isTrue();
        assertThat(maestroqa.items()).hasSize(100);
        assertThat(maestroqa.items().get(3)).satisfies(taken -> {
            assertThat(taken.ticketId()).isEqualTo("3");
            assertThat(taken.submittedAt()).isEqualTo("2026-05-01T10:00:00.000Z");
            assertThat(taken.id()).isEqualTo(answer.at("/results/3/_id").asText());
            assertThat(taken.item()).hasToString(item(3));
            assertThat(taken.batch()).isZero();
            assertThat(taken.arrivalNanos()).isEqualTo(77);
        });
        assertThat(maestroqa.batchSizes()).containsExactly(100);
    }

    @Test
    void shouldCountWhatItTookTwice() throws Exception {
        start();
        client.feedback(maestroqa, data(items(0, 3)));
        client.feedback(maestroqa, data(items(1, 5)));
        assertThat(maestroqa.taken()).isEqualTo(7);
        assertThat(maestroqa.distinct()).isEqualTo(5);
        assertThat(maestroqa.duplicates()).isEqualTo(2);
        assertThat(maestroqa.awaitTaken(7, Duration.ZERO)).isTrue();
        assertThat(maestroqa.awaitTaken(8, Duration.ofMillis(5))).isFalse();
    }

    @Test
    void shouldFailOnlyTheItemThatNamesNoAgent() throws Exception {
        start();
        JsonNode answer = json(client.feedback(maestroqa, data(item(1), item(2).replace("\"agent_id\":\"135\",", ""),
                item(3).replace("agent_id\":\"135", "agent_email\":\"a@demo.example"))));
        assertThat(answer.at("/results/1/status").asText()).isEqualTo("Failed: agent_id or agent_email is required");
        assertThat(answer.at("/results/1/success").booleanValue()).isFalse();
        assertThat(answer.at("/results/1").has("_id")).isFalse();
        assertThat(maestroqa.items()).extracting(TakenItem::agent).containsExactly("135", "a@demo.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "{}", "{\"data\":{}}", "{\"data\":[]}", "{\"data\":[1]}",
        "{\"data\":[{\"ticket_id\":\"1\",\"agent_id\":\"1\",\"score\":1}]}"})
    void shouldAnswer400WhenTheBodyIsNotAsDocumented(String body) throws Exception {
        start();
        assertThat(client.feedback(maestroqa, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"score\":1.0", "\"score\":\"1\"", "\"score\":2", "\"score\":-1", "\"score\":null", "\"nothing\":1",
        "\"score\":1,\"comment\":null", "\"score\":1,\"channel\":\"chat\"", "\"score\":1,\"score\":1",
        "\"score\":1,\"clarifying_answers\":{}", "\"score\":1,\"clarifying_answers\":[{\"question\":\"q\"}]",
        "\"score\":1,\"clarifying_answers\":[{\"question\":\"q\",\"score\":6}]",
        "\"score\":1,\"clarifying_answers\":[{\"question\":\"q\",\"score\":1,\"min_score\":\"0\"}]",
        "\"score\":1,\"clarifying_answers\":[{\"question\":\"q\",\"score\":1,\"answer\":\"a\"}]"})
    void shouldAnswer400WhenAnItemIsNotAsDocumented(String scorePart) throws Exception {
        start();
        HttpResponse<String> response = client.feedback(maestroqa, data(item(1), item(2).replace("\"score\":1", scorePart)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(maestroqa.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-01T10:00:00Z", "2026-05-01T10:00:00.000+00:00", "2026-05-01 10:00:00.000Z", "2026-13-01T10:00:00.000Z"})
    void shouldAnswer400WhenSubmittedAtHasAnotherFormat(String time) throws Exception {
        start();
        String body = data(item(1).replace("2026-05-01T10:00:00.000Z", time));
        assertThat(client.feedback(maestroqa, body).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTakeEveryDocumentedField() throws Exception {
        start();
        String full = item(1).replace("\"score\":1", "\"agent_email\":\"a@demo.example\",\"comment\":\"c 😊\",\"score_label\":\"good\","
                + "\"clarifying_answers\":[{\"question\":\"q\",\"comment\":\"c\",\"score_label\":\"l\",\"score\":0,\"min_score\":0,\"max_score\":1}],\"score\":1");
        assertThat(client.feedback(maestroqa, data(full)).statusCode()).isEqualTo(201);
        assertThat(maestroqa.items().get(0).item().path("comment").asText()).isEqualTo("c 😊");
        assertThat(maestroqa.items().get(0).agent()).as("the id goes before the address").isEqualTo("135");
    }

    @Test
    void shouldAnswer400WhenThereIsMoreThanData() throws Exception {
        start();
        assertThat(client.feedback(maestroqa, data(item(1)).replace("]}", "],\"more\":1}")).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseMoreItemsThanItTakes() throws Exception {
        start();
        assertThat(client.feedback(maestroqa, data(items(0, 101))).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldAnswer401WithoutTheToken() throws Exception {
        maestroqa = DemoMaestroQA.start(DemoMaestroQA.Options.defaults().withToken("x-key", "other"));
        assertThat(client.feedback(maestroqa, data(item(1))).statusCode()).isEqualTo(401);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(maestroqa.url())).header("X-Key", "other")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(data(item(1))));
        assertThat(client.send(request).statusCode()).isEqualTo(201);
        assertThat(maestroqa.requests()).extracting(DemoRequest::authorization).containsExactly(false, true);
    }

    @Test
    void shouldRefuseWhatIsNoPostToItsPath() throws Exception {
        start();
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(data(item(1)));
        assertThat(client.send(post(maestroqa.url() + "/x").POST(body)).statusCode()).isEqualTo(404);
        assertThat(client.send(post(maestroqa.url()).PUT(body)).statusCode()).isEqualTo(405);
        assertThat(client.send(post(maestroqa.url() + "?socketTimeout=1").POST(body)).statusCode()).isEqualTo(400);
        assertThat(client.send(post(maestroqa.url()).setHeader("Content-Type", "text/plain").POST(body)).statusCode()).isEqualTo(400);
    }

    private static HttpRequest.Builder post(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("apitoken", "demo-maestroqa-token").header("Content-Type", "application/json");
    }

    @Test
    void shouldAdmitTenInAnySecondWhicheverWayItSlides() throws Exception {
        start();
        sendAt(500, 4);
        sendAt(1_400, 6);
        assertThat(status()).isEqualTo(429);
        nanos.set(TimeUnit.MILLISECONDS.toNanos(1_500));
        assertThat(status()).as("four have left the second").isEqualTo(201);
        assertThat(maestroqa.tooMany()).isEqualTo(1);
        assertThat(maestroqa.slidingMax(Duration.ofSeconds(1))).isEqualTo(11);
        assertThat(maestroqa.slidingMax(Duration.ofMillis(900))).isEqualTo(8);
    }

    @Test
    void shouldAdmitAHundredInAnyMinuteAndSayWhenToComeBack() throws Exception {
        start();
        for (int second = 0; second < 10; second++) {
            sendAt(2_000L * second, 10);
        }
        nanos.set(TimeUnit.SECONDS.toNanos(20));
        HttpResponse<String> response = client.feedback(maestroqa, data(item(1)));
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("41");
        nanos.set(TimeUnit.SECONDS.toNanos(60));
        assertThat(status()).isEqualTo(201);
        assertThat(maestroqa.slidingMax(Duration.ofMinutes(1))).isEqualTo(101);
    }

    private void sendAt(long millis, int requests) throws Exception {
        nanos.set(TimeUnit.MILLISECONDS.toNanos(millis));
        for (int i = 0; i < requests; i++) {
            assertThat(status()).isEqualTo(201);
        }
    }

    private int status() throws Exception {
        return client.feedback(maestroqa, data(item(1))).statusCode();
    }

    @Test
    void shouldRefuseItemsOrWholeRequestsWhenTold() throws Exception {
        start();
        maestroqa.refuseItem(item -> item.path("ticket_id").asText().equals("2"), "no such ticket");
        maestroqa.refuseWhole(item -> item.path("ticket_id").asText().equals("9"), 413);
        assertThat(json(client.feedback(maestroqa, data(items(1, 4)))).at("/results/1/status").asText()).isEqualTo("Failed: no such ticket");
        assertThat(client.feedback(maestroqa, data(items(5, 10))).statusCode()).isEqualTo(413);
        assertThat(maestroqa.items()).extracting(TakenItem::ticketId).containsExactly("1", "3");
        maestroqa.acceptAll();
        assertThat(client.feedback(maestroqa, data(items(5, 10))).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldTakeTheItemsAndLoseTheAnswer() throws Exception {
        start();
        maestroqa.faults().next(1, DemoFault.statusAfterTaking(502)).next(1, DemoFault.brokenJson())
                .next(1, DemoMaestroQA.wrongNumberOfResults(-1)).next(1, DemoMaestroQA.wrongNumberOfResults(2));
        assertThat(status()).isEqualTo(502);
        HttpResponse<String> garbage = client.feedback(maestroqa, data(item(2)));
        assertThat(garbage.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> json(garbage)).isInstanceOf(IOException.class);
        assertThat(json(client.feedback(maestroqa, data(items(3, 5)))).path("results")).hasSize(1);
        assertThat(json(client.feedback(maestroqa, data(items(5, 7)))).path("results")).hasSize(4);
        maestroqa.faults().always(request -> true, DemoFault.resetAfterTaking());
        assertThatThrownBy(() -> client.feedback(maestroqa, data(item(7)))).isInstanceOf(IOException.class);
        assertThat(maestroqa.items()).extracting(TakenItem::ticketId).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void shouldTakeNothingWhenItRefusesOrSendsElsewhere() throws Exception {
        start();
        maestroqa.faults().next(1, DemoFault.unavailable("7")).next(1, DemoFault.redirect(307, "http://127.0.0.2:9/"))
                .next(1, DemoFault.status(504));
        HttpResponse<String> unavailable = client.feedback(maestroqa, data(item(1)));
        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(unavailable.headers().firstValue("Retry-After")).contains("7");
        assertThat(status()).isEqualTo(307);
        assertThat(status()).isEqualTo(504);
        assertThat(maestroqa.taken()).isZero();
    }

    @Test
    void shouldCountWithoutKeepingWhenMemoryMatters() throws Exception {
        maestroqa = DemoMaestroQA.start(DemoMaestroQA.Options.defaults().withKeepItems(false));
        client.feedback(maestroqa, data(items(0, 3)));
        assertThat(maestroqa.taken()).isEqualTo(3);
        assertThat(maestroqa.distinct()).isEqualTo(3);
        assertThatThrownBy(maestroqa::items).isInstanceOf(IllegalStateException.class).hasMessageContaining("keepItems=false");
    }

    @Test
    void shouldAnswerAsLateAsAsked() throws Exception {
        maestroqa = DemoMaestroQA.start(DemoMaestroQA.Options.defaults().withAnswerDelay(Duration.ofMillis(60)));
        client.feedback(maestroqa, data(item(1)));
        DemoRequest request = maestroqa.requests().get(0);
        assertThat(Duration.ofNanos(request.endNanos() - request.startNanos())).isBetween(Duration.ofMillis(59), Duration.ofSeconds(4));
    }
}
