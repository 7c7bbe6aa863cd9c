package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.csatrelay.store.Database;
import io.csatrelay.store.GnattaSql;
import io.csatrelay.store.PrivacyKey;
import io.csatrelay.tile.TileRequest;
import io.csatrelay.vendor.VendorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Gnatta's limit is kept to before it is reached, each kind of request by itself. */
class GnattaAnswersTest {
    private static final Instant NOW = Instant.parse("2026-05-06T10:20:30Z");
    private static final String SOURCE = "gnatta-tiles";

    @TempDir
    private Path folder;
    private Database database;
    private GnattaSql store;
    private GnattaAnswers answers;
    private final Run run = run();

    @BeforeEach
    void open() {
        database = Database.open("jdbc:sqlite:" + folder.resolve("any.db"), null, null);
        store = new GnattaSql(database, PrivacyKey.none());
        answers = new GnattaAnswers(store, new VendorAnswers(() -> NOW), () -> NOW);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"X-RateLimit-Reset, 41", "RateLimit-Reset, 41", "X-Rate-Limit-Reset, 75", "Retry-After, 3600"})
    void shouldRememberALimitThatLeavesNoRequestThoughNoOtherIsToBeSent(String header, int seconds) throws Exception {
        answers.check(run, tiles(false), answer(200, "0", header, String.valueOf(seconds)));

        assertThat(store.heldBack(SOURCE, false)).contains(NOW.plusSeconds(seconds));
        assertThat(store.heldBack(SOURCE, true)).as("exports have their own").isEmpty();
    }

    @Test
    void shouldHoldNothingBackWhenARequestIsLeft() throws Exception {
        answers.check(run, tiles(false), answer(200, "1", "X-RateLimit-Reset", "41"));

        assertThat(store.heldBack(SOURCE, false)).isEmpty();
    }

    @Test
    void shouldHoldBackExportsAloneWhenOneIsAnswered429AndAskForNoWaitOfTheSource() {
        assertThatThrownBy(() -> answers.check(run, tiles(true), answer(429, "0", "Retry-After", "3600"))).isInstanceOfSatisfying(VendorException.class,
                refused -> assertThat(refused.retryable() || refused.asked().isPresent()).isFalse());

        assertThat(store.heldBack(SOURCE, true)).contains(NOW.plusSeconds(3600));
        assertThat(store.heldBack(SOURCE, false)).isEmpty();
    }

    @Test
    void shouldLetARunWaitItselfAfterA429ThatStartsAnewSoon() {
        assertThatThrownBy(() -> answers.check(run, tiles(false), answer(429, "0", "Retry-After", "41"))).isInstanceOfSatisfying(VendorException.class,
                refused -> assertThat(refused.asked()).contains(Duration.ofSeconds(41)));
    }

    private static Message answer(int status, String remaining, String header, String value) {
        Message answer = new DefaultMessage(new DefaultCamelContext());
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader("X-RateLimit-Remaining", remaining);
        answer.setHeader("RateLimit-Remaining", remaining);
        answer.setHeader("X-Rate-Limit-Remaining", remaining);
        answer.setHeader(header, value);
        return answer;
    }

    /** With one request, which is in work. */
    private static TileRun tiles(boolean export) {
        TileRun tiles = new TileRun(List.of(new TileRequest(1, "count", export, "interactions/state/count", JsonNodeFactory.instance.objectNode(),
                NOW.minusSeconds(3600), NOW)), null);
        tiles.next();
        return tiles;
    }

    private static Run run() {
        Source source = new Source();
        source.setId(SOURCE);
        source.setBaseUrl("https://api.gnatta.io/reporting/v1.2");
        return new Run(1, source, RunRequest.scheduled(SOURCE, Lane.LIVE), NOW);
    }
}
