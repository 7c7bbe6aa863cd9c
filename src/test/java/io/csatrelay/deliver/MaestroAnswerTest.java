package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaestroAnswerTest {
    /** What only MaestroQA says, and may quote a customer: never in words that are logged. */
    private static final String WORDS = "the customer wrote: you are all thieves";
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final String TAKEN = "{\"action\":\"create\",\"_id\":\"5f1\",\"status\":\"Created\",\"success\":true}";
    private static final String FAILED = "{\"action\":\"create\",\"status\":\"Failed: " + WORDS + "\",\"success\":false}";

    private static Verdict read(Integer status, String body, int items) {
        return MaestroAnswer.read(status, body, null, items, NOW);
    }

    private static String results(String... results) {
        return "{\"status\":\"completed\",\"total\":" + results.length + ",\"results\":[" + String.join(",", results) + "]}";
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 200})
    void shouldReadEachResultWhenTheirNumberIsThatOfTheItems(int status) {
        Verdict verdict = read(status, results(TAKEN, FAILED), 2);

        assertThat(verdict).isEqualTo(new Verdict.Taken(status, List.of(new Verdict.ItemResult(true, "5f1", null),
                new Verdict.ItemResult(false, null, "Failed: " + WORDS))));
        assertThat(verdict.inWords()).isEqualTo("HTTP " + status + ", 1 delivered, 1 refused");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("too few results", 201, results(TAKEN)),
                Arguments.of("too many results", 201, results(TAKEN, TAKEN, TAKEN)),
                Arguments.of("no results", 201, "{\"status\":\"completed\"}"),
                Arguments.of("results that are none", 201, "{\"results\":{\"0\":{\"success\":true},\"1\":{\"success\":true}}}"),
                Arguments.of("a result without success", 201, "{\"results\":[" + TAKEN + ",{\"status\":\"Created\"}]}"),
                Arguments.of("success as a word", 201, "{\"results\":[" + TAKEN + ",{\"success\":\"true\"}]}"),
                Arguments.of("a list", 201, "[" + TAKEN + "," + TAKEN + "]"),
                Arguments.of("broken off", 201, results(TAKEN, TAKEN).substring(0, 60)),
                Arguments.of("something behind it", 201, results(TAKEN, TAKEN) + "<!-- gateway -->"),
                Arguments.of("a second answer behind it", 201, results(TAKEN, TAKEN) + results(TAKEN, TAKEN)),
                Arguments.of("a login page", 200, "<!DOCTYPE html><html><body>" + WORDS + "</body></html>"),
                Arguments.of("words", 201, WORDS),
                Arguments.of("a JSON string", 201, "\"" + WORDS + "\""),
                Arguments.of("nothing", 204, null),
                Arguments.of("an empty body", 201, ""),
                Arguments.of("null", 201, "null"),
                Arguments.of("accepted for later", 202, "{\"job\":\"17\"}"),
                Arguments.of("too deep to read", 201, "[".repeat(100_000)),
                Arguments.of("huge and none", 201, "x".repeat(5_000_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void shouldCallTheBatchUnknownWhenA2xxDoesNotSayWhatWasTaken(String what, int status, String body) {
        Verdict verdict = read(status, body, 2);

        assertThat(verdict).isInstanceOf(Verdict.Unreadable.class);
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.inWords()).contains("HTTP " + status, "resume maestroqa").doesNotContain(WORDS).hasSizeLessThan(400);
    }

    @Test
    void shouldReadAHundredResultsAmongMuchThatIsNotKnown() {
        String[] padded = Collections.nCopies(100, TAKEN.replace("{", "{\"more\":\"" + "y".repeat(20_000) + "\",")).toArray(String[]::new);

        assertThat(read(201, results(padded), 100)).isInstanceOf(Verdict.Taken.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, RefusedWhole", "413, RefusedWhole", "422, RefusedWhole",
        "429, NotNow", "500, NotNow", "503, NotNow", "408, NotNow", "425, NotNow",
        "401, Stopped", "403, Stopped", "404, Stopped", "301, Stopped", "302, Stopped", "303, Stopped", "307, Stopped", "308, Stopped",
        "304, Stopped", "402, Stopped", "405, Stopped", "409, Stopped", "410, Stopped", "415, Stopped", "451, Stopped",
        "502, Lost", "504, Lost", "501, Lost", "520, Lost", "524, Lost", "599, Lost"})
    void shouldMeanWhatTheContractSays(int status, String meaning) {
        Verdict verdict = read(status, "{\"error\":\"" + WORDS + "\"}", 2);

        assertThat(verdict.getClass().getSimpleName()).isEqualTo(meaning);
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.inWords()).contains("HTTP " + status).doesNotContain(WORDS);
    }

    @Test
    void shouldKeepMaestroQAsWordsForThePersonWhoSeesTheRefusedRatingButCutThem() {
        Verdict verdict = read(422, "  {\"error\":\"" + "z".repeat(10_000) + "\"}\n", 1);

        assertThat(((Verdict.RefusedWhole) verdict).words()).startsWith("{\"error\":\"zz").hasSize(501).endsWith("…");
        assertThat(((Verdict.RefusedWhole) read(400, null, 1)).words()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, 41, PT41S", "503, 7, PT7S", "500, 7, PT7S", "429, 'Fri, 01 May 2026 00:01:30 GMT', PT1M30S",
        "429, 99999999999, PT24H", "429, soon, ", "429, , ", "413, 60, PT1M", "502, 30, PT30S", "504, 30, PT30S"})
    void shouldPassOnTheWaitThatWasAskedForWhateverTheStatus(int status, String retryAfter, Duration asked) {
        assertThat(MaestroAnswer.read(status, "", retryAfter, 1, NOW).asked()).isEqualTo(asked);
    }

    static Stream<Throwable> beforeSending() {
        SSLException plainText = new SSLException("Unsupported or unrecognized SSL message");
        plainText.addSuppressed(new Connections.NothingSentException());
        return Stream.of(new ConnectException("Connection refused"), new HttpHostConnectException("refused"),
                new ConnectTimeoutException("connect timed out"), new UnknownHostException("app.maestroqa.test"),
                new NoRouteToHostException("No route to host"), new SSLHandshakeException("PKIX path building failed"),
                new SSLPeerUnverifiedException("certificate for another host"), plainText);
    }

    @ParameterizedTest
    @MethodSource("beforeSending")
    void shouldOweTheBatchAsBeforeWhenNothingWasSent(Throwable failure) {
        for (Throwable seen : List.of(failure, new RuntimeException(WORDS, failure), new IOException(new RuntimeException(failure)))) {
            Verdict verdict = MaestroAnswer.read(seen);

            assertThat(verdict).isInstanceOf(Verdict.NotNow.class);
            assertThat(verdict.status()).isZero();
            assertThat(verdict.inWords()).contains(failure.getClass().getSimpleName(), "nothing was sent").doesNotContain(WORDS);
        }
    }

    static Stream<Throwable> afterSending() {
        return Stream.of(new SocketTimeoutException("Read timed out"), new SocketException("Connection reset"),
                new SocketException("Broken pipe"), new NoHttpResponseException("failed to respond"),
                new ConnectionClosedException("Premature end of Content-Length delimited message body"),
                new TruncatedChunkException("Truncated chunk"), new MalformedChunkCodingException("CRLF expected at end of chunk"),
                new SSLException("Connection reset"), new IOException(WORDS), new IllegalStateException(WORDS),
                new OutOfMemoryError("Java heap space"));
    }

    @ParameterizedTest
    @MethodSource("afterSending")
    void shouldCallTheAnswerLostWhenItMayHaveBeenTaken(Throwable failure) {
        Verdict verdict = MaestroAnswer.read(failure);

        assertThat(verdict).isInstanceOf(Verdict.Lost.class);
        assertThat(verdict.inWords()).contains(failure.getClass().getSimpleName(), "may have been taken").doesNotContain(WORDS);
    }

    @Test
    void shouldEndWhenAFailureIsItsOwnCause() {
        Throwable circle = new IllegalStateException() {
            @Override
            public synchronized Throwable getCause() {
                return this;
            }
        };

        assertThat(MaestroAnswer.read(circle)).isInstanceOf(Verdict.Lost.class);
    }

    @Test
    void shouldCallTheAnswerLostWhenThereIsNoStatus() {
        assertThat(read(null, null, 1)).isInstanceOf(Verdict.Lost.class);
    }
}
