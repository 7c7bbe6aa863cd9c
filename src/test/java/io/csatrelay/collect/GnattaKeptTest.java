package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.TILES;
import static io.csatrelay.collect.GnattaAccount.EXPORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.store.TestingGnatta;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What becomes of Gnatta's answers on their way into the store where addresses are masked; and of exports that are as long as they may be. */
class GnattaKeptTest {
    private static final String COLLECT = """
            ids: {userIds: [u-1]}
            collect:
              - {tiles: [5], kind: count, last: 3 days, export: true}
              - {tiles: [37], kind: interactions, of: [1], last: 3 days, export: true}
            """;
    private static final Predicate<DemoRequest> USERS = request -> request.path().endsWith("/count/by-users");

    @TempDir
    private static Path folder;
    private static GnattaAccount account;

    @BeforeAll
    static void start() throws Exception {
        account = new GnattaAccount(folder, TestingRelay.builder().collectingOnly().set("PRIVACY_EMAILS", "mask").set("PRIVACY_COMMENTS", "mask"), COLLECT);
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    private static void answers(Predicate<DemoRequest> which, DemoAnswer answer) {
        account.gnatta().faults().next(1, which, new DemoFault.Rewrite((request, real) -> answer));
    }

    @Test
    void shouldTakeAddressesOutOfAnswersFiguresAndExports() {
        answers(USERS.and(EXPORTS.negate()), DemoAnswer.json(200, "{\"groups\":[{\"name\":\"jane@example.com\",\"n\":7}],\"by\":{\"joe@example.com\":8}}"));
        answers(USERS.and(EXPORTS), DemoAnswer.text(200, "text/csv", "User,Value\r\njane@example.com,7\r\n"));

        assertThat(account.run().error()).isNull();

        TestingGnatta kept = new TestingGnatta(account.relay().database());
        assertThat(kept.bodies(5, false)).last().isEqualTo("{\"groups\":[{\"name\":\"***\",\"n\":7}],\"by\":{\"***\":8}}");
        assertThat(kept.bodies(5, true)).last().isEqualTo("User,Value\r\n***,7\r\n");
        assertThat(kept.figures(5).toString()).contains("***").doesNotContain("example.com");
    }

    @Test
    void shouldMaskAnAnswerThatCannotBeRead() {
        answers(USERS.and(EXPORTS.negate()), DemoAnswer.json(200, "<p>jane@example.com was not found"));
        answers(USERS.and(EXPORTS), DemoAnswer.text(200, "text/csv", ""));
        answers(EXPORTS.and(USERS.negate()), DemoAnswer.text(200, "text/csv", "Reference\r\n\"INT 1"));

        assertThat(account.run().tally().quarantined()).isEqualTo(3);

        assertThat(account.relay().store().quarantine(TILES)).extracting(bad -> bad.reason().replaceFirst(".*Z: ", ""), bad -> bad.input().at("/record/answer").asText())
                .containsExactlyInAnyOrder(tuple("the answer is no JSON", "***"),
                        tuple("the export is empty: it has not even a heading", ""),
                        tuple("the export is no CSV with a heading", "***"));
    }

    /** "… limited to 1000000": Gnatta's page of exports of View Interactions. */
    @Test
    void shouldWarnWhenAnExportHasAsManyRowsAsGnattaGives() {
        Logger logger = (Logger) LoggerFactory.getLogger(GnattaTiles.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(log);
        try {
            answers(EXPORTS.and(USERS.negate()), DemoAnswer.text(200, "text/csv", "Reference\r\n" + "INT-1\r\n".repeat(1_000_000)));
            account.run();
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).singleElement().asString().contains("tile 37 interactions export 2026-").endsWith("as many rows as Gnatta gives at most, 1000000: "
                + "there may be more: ask for a shorter range");
    }
}
