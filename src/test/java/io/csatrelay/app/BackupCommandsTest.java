package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.collect.Lane;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code backup} of a store in use, and what {@code verify-backup} finds. */
class BackupCommandsTest {
    @TempDir
    private static Path folder;
    private static Path good;
    private static TestingRelay relay;

    @BeforeAll
    static void backUpWhileItRuns() {
        relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "1d").start();
        for (int i = 0; i < 300; i++) {
            relay.zendesk().add(io.csatrelay.demo.DemoRating.good(i + 1, i + 1000, relay.time().now().minusSeconds(3600 + i)));
        }
        relay.run(Lane.LIVE);
        good = folder.resolve("copy of the store.db");
        Ran backup = TestingCommand.run(relay.environment(), "backup", good.toString());
        assertThat(backup.exitCode()).as(backup.err()).isZero();
        assertThat(backup.out()).contains(good.toString(), "csat-relay verify-backup");
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    @Test
    void shouldKeepStoreAndCopyFromEverybodyButTheirOwner() throws IOException {
        Path store = Path.of(relay.environment().get("DATA_DIR"), "csat-relay.db");

        for (Path file : List.of(good, store, store.resolveSibling("csat-relay.db-wal"), store.resolveSibling("csat-relay.db.lock"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString()).isEqualTo("rw-------");
        }
    }

    @Test
    void shouldProveAGoodCopyAndLeaveItAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(good);

        Ran verify = verify(good);

        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(verify.out()).contains("is sound, and its books balance");
        assertThat(Files.readAllBytes(good)).isEqualTo(before);
        assertThat(folder.resolve(good.getFileName() + ".part")).doesNotExist();
        assertThat(folder.resolve(good.getFileName() + "-wal")).doesNotExist();
    }

    @Test
    void shouldStartFromACopy() {
        Ran status = TestingCommand.run(Map.of("STORE_URL", "jdbc:sqlite:" + good, "DATA_DIR", folder.toString()), "status");

        assertThat(status.out()).contains("300 fetched: 300 stored", "300 owed", "balanced");
    }

    @Test
    void shouldOverwriteNoFile() throws IOException {
        Path there = Files.writeString(folder.resolve("there.db"), "mine");

        Ran backup = TestingCommand.run(relay.environment(), "backup", there.toString());

        assertThat(backup.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(backup.err()).contains("the file exists already: name another");
        assertThat(there).hasContent("mine");
    }

    @Test
    void shouldFailWhereThereIsNoStoreOrNoFolder() {
        Ran nothing = TestingCommand.run(Map.of("DATA_DIR", folder.resolve("wrong").toString()), "backup", folder.resolve("b.db").toString());
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(nothing.err()).contains("there is no file", "csat-relay.db");
        assertThat(folder.resolve("wrong")).doesNotExist();

        Ran nowhere = TestingCommand.run(relay.environment(), "backup", folder.resolve("no/such/folder.db").toString());
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(nowhere.err()).contains("is there such a folder");
    }

    @Test
    void shouldFindADamagedCopy() throws IOException {
        Path damaged = Files.copy(good, folder.resolve("damaged.db"));
        try (SeekableByteChannel file = Files.newByteChannel(damaged, StandardOpenOption.WRITE)) {
            for (long page = file.size() / 4096 / 3; page < file.size() / 4096 - 2; page += 3) {
                file.position(page * 4096).write(java.nio.ByteBuffer.allocate(4096));
            }
        }
        assertProblem(damaged, "");
    }

    @Test
    void shouldFindACopyThatBrokeOffOrIsNone() throws IOException {
        byte[] whole = Files.readAllBytes(good);
        assertProblem(Files.write(folder.resolve("cut.db"), java.util.Arrays.copyOf(whole, whole.length / 2)), "");
        assertProblem(Files.writeString(folder.resolve("text.db"), "no database at all, but longer than the head of one; ".repeat(100)), "not a database");
        assertProblem(folder.resolve("missing.db"), "there is no file");
        assertThat(verify(folder.resolve("missing.db")).err()).as("a copy has nothing to do with the store's settings").doesNotContain("STORE_URL");
        assertThat(folder.resolve("missing.db")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE book SET n = n + 1 WHERE entry = 'fetched' | zendesk-ratings: fetched 301, accounted for 300
            UPDATE book SET n = n - 1 WHERE entry = 'pending' | outbox: 300 pending, the books say 299
            DELETE FROM outbox WHERE id = 7 | outbox: 1 ratings are in it in no version
            UPDATE outbox SET state = 'delivered' WHERE id = 7 | outbox: 1 delivered, the books say 0
            UPDATE book SET n = n + CASE entry WHEN 'stored' THEN -1 ELSE 1 END WHERE entry IN ('stored', 'quarantined') | 0 quarantined, the books say 1
            """)
    void shouldFindBooksThatDoNotBalance(String damage, String words) throws IOException, SQLException {
        Path unbalanced = Files.copy(good, Files.createTempDirectory(folder, "unbalanced").resolve("copy.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + unbalanced); Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO book VALUES ('zendesk-ratings', 'quarantined', 0) ON CONFLICT DO NOTHING");
            assertThat(statement.executeUpdate(damage)).isPositive();
        }
        assertProblem(unbalanced, words);
    }

    private static void assertProblem(Path copy, String words) {
        Ran verify = verify(copy);
        assertThat(verify.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(verify.out()).isEmpty();
        assertThat(verify.err()).contains(copy + ": ").contains(words).doesNotContain("Exception");
    }

    private static Ran verify(Path copy) {
        return TestingCommand.run(Map.of(), "verify-backup", copy.toString());
    }
}
