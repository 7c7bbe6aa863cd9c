package io.csatrelay.demo;

import static io.csatrelay.demo.TestingClient.ids;
import static io.csatrelay.demo.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoFaultsTest {

    private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");

    private final TestingClient client = new TestingClient();
    private DemoZendesk zendesk;

    @BeforeEach
    void start() throws IOException {
        zendesk = DemoZendesk.start(DemoZendesk.Options.defaults());
        zendesk.addAll(LongStream.rangeClosed(1, 10).mapToObj(id -> DemoRating.good(id, id, T)).toList());
    }

    @AfterEach
    void stop() {
        zendesk.close();
    }

    private HttpResponse<String> page() throws Exception {
        return client.get(zendesk.url() + "/api/v2/satisfaction_ratings.json?page%5Bsize%5D=4&score=good");
    }

    private HttpResponse<String> pageAfter(HttpResponse<String> page) throws Exception {
        return client.get(json(page).at("/links/next").asText());
    }

    @Test
    void shouldFailAsOftenAsAskedAndThenWorkAgain() throws Exception {
        zendesk.faults().next(2, DemoFault.status(520));
        assertThat(page().statusCode()).isEqualTo(520);
        assertThat(page().statusCode()).isEqualTo(520);
        assertThat(page().statusCode()).isEqualTo(200);
        assertThat(zendesk.faults().given()).isEqualTo(2);
    }

    @Test
    void shouldFailOnlyRequestsThatMatch() throws Exception {
        zendesk.faults().always(request -> request.path().contains("reasons"), DemoFault.status(503));
        assertThat(page().statusCode()).isEqualTo(200);
        assertThat(client.get(zendesk.url() + "/api/v2/satisfaction_reasons").statusCode()).isEqualTo(503);
        zendesk.faults().clear();
        assertThat(client.get(zendesk.url() + "/api/v2/satisfaction_reasons").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldFailTheSameShareForTheSameSeed() throws Exception {
        List<Integer> first = statuses();
        List<Integer> second = statuses();
        assertThat(first).isEqualTo(second).contains(200, 500);
    }

    private List<Integer> statuses() throws Exception {
        zendesk.faults().share(0.3, 7, request -> true, DemoFault.status(500));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            statuses.add(page().statusCode());
        }
        zendesk.faults().clear();
        return statuses;
    }

    @Test
    void shouldGive429InEveryShape() throws Exception {
        String date = DemoFault.httpDate(Instant.parse("2026-05-01T10:00:41Z"));
        assertThat(date).isEqualTo("Fri, 1 May 2026 10:00:41 GMT");
        zendesk.faults().next(1, DemoFault.tooMany(null)).next(1, DemoFault.tooMany("41")).next(1, DemoFault.tooMany(date))
                .next(1, DemoFault.tooManyInPlainText("1"));
        HttpResponse<String> bare = page();
        assertThat(bare.statusCode()).isEqualTo(429);
        assertThat(json(bare).path("error").asText()).isEqualTo("APIRateLimitExceeded");
        assertThat(bare.headers().firstValue("Retry-After")).isEmpty();
        assertThat(page().headers().firstValue("Retry-After")).contains("41");
        assertThat(page().headers().firstValue("Retry-After")).contains(date);
        HttpResponse<String> plain = page();
        assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(plain.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void shouldResetTheConnectionBeforeAnswering() throws Exception {
        // Always, because this client tries an idempotent request again by itself when a kept connection breaks.
        zendesk.faults().always(request -> true, new DemoFault.Reset());
        assertThatThrownBy(this::page).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        zendesk.faults().clear();
        assertThat(page().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBreakOffInMidBody(boolean chunked) throws Exception {
        zendesk.faults().next(1, new DemoFault.Truncate(chunked));
        assertThatThrownBy(this::page).isInstanceOf(IOException.class);
        assertThat(zendesk.requests().get(0).status()).isEqualTo(200);
    }

    @Test
    void shouldAnswerLateWhenDelayed() throws Exception {
        zendesk.faults().next(1, new DemoFault.Delay(Duration.ofMillis(80)));
        assertThat(page().statusCode()).isEqualTo(200);
        DemoRequest request = zendesk.requests().get(0);
        assertThat(Duration.ofNanos(request.endNanos() - request.startNanos())).isBetween(Duration.ofMillis(79), Duration.ofSeconds(4));
    }

    @Test
    void shouldHoldAnAnswerUntilItIsReleasedAndAnswerOthersMeanwhile() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        zendesk.faults().next(1, new DemoFault.Hold(release));
        CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(() -> {
            try {
                return page();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        Eventually.await("the held one has arrived", () -> zendesk.requests().size() == 1);
        assertThat(page().statusCode()).isEqualTo(200);
        assertThat(held).isNotDone();
        release.complete(null);
        assertThat(held.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(zendesk.requests().get(0).endNanos()).isGreaterThan(zendesk.requests().get(1).endNanos());
    }

    @Test
    void shouldNeverAnswer() {
        zendesk.faults().next(1, new DemoFault.NeverAnswer());
        HttpRequest request = client.zendesk(zendesk.url() + "/api/v2/users/me").build();
        CompletableFuture<HttpResponse<Void>> answer = HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.discarding());
        Eventually.await("it has arrived", () -> zendesk.requests().size() == 1);
        assertThatThrownBy(() -> answer.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(zendesk.requests().get(0).status()).isZero();
    }

    @Test
    void shouldAnswerALoginPageARedirectOrBrokenJson() throws Exception {
        zendesk.faults().next(1, DemoFault.loginPage()).next(1, DemoFault.redirect(302, "http://127.0.0.2:9/x")).next(1, DemoFault.brokenJson());
        HttpResponse<String> login = page();
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(login.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page().headers().firstValue("Location")).contains("http://127.0.0.2:9/x");
        HttpResponse<String> broken = page();
        assertThat(broken.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> json(broken)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldRepeatTheCursorThatWasAskedFor() throws Exception {
        HttpResponse<String> first = page();
        zendesk.faults().next(1, DemoPageFaults.repeatedCursor());
        JsonNode second = json(pageAfter(first));
        assertThat(second.at("/meta/after_cursor")).isEqualTo(json(first).at("/meta/after_cursor"));
        assertThat(second.at("/links/next")).isEqualTo(json(first).at("/links/next"));
        assertThat(second.at("/meta/has_more").booleanValue()).isTrue();
    }

    @Test
    void shouldSayMoreWithoutACursor() throws Exception {
        zendesk.faults().next(1, DemoPageFaults.moreWithoutCursor());
        JsonNode page = json(page());
        assertThat(page.at("/meta/has_more").booleanValue()).isTrue();
        assertThat(page.at("/meta/after_cursor").isNull()).isTrue();
        assertThat(page.at("/links/next").isNull()).isTrue();
    }

    @Test
    void shouldLoseNothingBehindAnEmptyPageWithMore() throws Exception {
        zendesk.expireCursors();
        zendesk.faults().next(1, DemoPageFaults.emptyPage());
        HttpResponse<String> empty = page();
        HttpResponse<String> first = pageAfter(empty);
        zendesk.faults().next(2, DemoPageFaults.emptyPage());
        HttpResponse<String> emptyAgain = pageAfter(first);
        HttpResponse<String> emptyOnceMore = pageAfter(emptyAgain);
        assertThat(ids(empty)).isEmpty();
        assertThat(json(empty).at("/meta/has_more").booleanValue()).isTrue();
        assertThat(ids(first)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(json(emptyOnceMore).at("/meta/after_cursor")).isNotEqualTo(json(emptyAgain).at("/meta/after_cursor"));
        assertThat(ids(pageAfter(emptyOnceMore))).containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    void shouldLeadToAnotherHost() throws Exception {
        zendesk.faults().next(1, DemoPageFaults.nextOnOtherHost("http://127.0.0.2:9"));
        assertThat(json(page()).at("/links/next").asText())
                .startsWith("http://127.0.0.2:9/api/v2/satisfaction_ratings.json?").contains("score=good");
    }
}
