package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.csatrelay.tile.TileRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Gnatta's limit is kept to before it is reached: a wait that a run can take is taken within it. */
class GnattaAnswersTest {
    private static final Instant NOW = Instant.parse("2026-05-06T10:20:30Z");

    private final GnattaAnswers answers = new GnattaAnswers(null, new VendorAnswers(() -> NOW), () -> NOW);
    private final Run run = run();

    @ParameterizedTest
    @CsvSource({"X-RateLimit-Reset, 41", "RateLimit-Reset, 41", "X-Rate-Limit-Reset, 75", "Retry-After, 41"})
    void shouldWaitWithinTheRunWhenTheLimitStartsAnewSoon(String header, int seconds) throws Exception {
        answers.check(run, tiles(2), answer("0", header, String.valueOf(seconds)));

        assertThat(run.waitLeft()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(run.hasLeft()).isFalse();
    }

    @Test
    void shouldNotWaitWhenARequestIsLeftOrNothingElseIsToBeAskedFor() throws Exception {
        answers.check(run, tiles(2), answer("1", "X-RateLimit-Reset", "41"));
        assertThat(run.waitLeft()).isZero();
        answers.check(run, tiles(1), answer("0", "X-RateLimit-Reset", "41"));
        assertThat(run.waitLeft()).isZero();
    }

    private static Message answer(String remaining, String header, String value) {
        Message answer = new DefaultMessage(new DefaultCamelContext());
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        answer.setHeader("X-RateLimit-Remaining", remaining);
        answer.setHeader("RateLimit-Remaining", remaining);
        answer.setHeader("X-Rate-Limit-Remaining", remaining);
        answer.setHeader(header, value);
        return answer;
    }

    /** With so many requests to go, the one in work among them. */
    private static TileRun tiles(int requests) {
        TileRun tiles = new TileRun(Collections.nCopies(requests, new TileRequest(1, "count", false, "interactions/state/count",
                JsonNodeFactory.instance.objectNode(), NOW.minusSeconds(3600), NOW)), null);
        tiles.next();
        return tiles;
    }

    private static Run run() {
        Source source = new Source();
        source.setId("gnatta-tiles");
        source.setBaseUrl("https://api.gnatta.io/reporting/v1.2");
        return new Run(1, source, RunRequest.scheduled("gnatta-tiles", Lane.LIVE), NOW);
    }
}
