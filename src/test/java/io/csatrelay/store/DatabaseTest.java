package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final String CANARY = "canary-5up3r-s3cret";

    @Test
    void shouldWriteDurablyAndWaitForOthersOnEveryConnectionOfSqlite() throws SQLException {
        Database database = TestingDatabase.empty(TestingDatabase.Kind.SQLITE).database();

        for (DataSource pool : List.of(database.writer(), database.readers())) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < (pool == database.writer() ? 1 : 4); i++) {
                all.add(pool.getConnection());
            }
            for (Connection connection : all) {
                assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
                assertThat(pragma(connection, "synchronous")).as("FULL").isEqualTo("2");
                assertThat(pragma(connection, "busy_timeout")).isEqualTo("20000");
                assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
                connection.close();
            }
        }
    }

    @Test
    void shouldSeeOneMomentWhileOthersWriteWhicheverTheDatabase() {
        for (TestingDatabase.Kind kind : TestingDatabase.Kind.values()) {
            Database database = TestingDatabase.empty(kind).database();
            database.read(tx -> {
                long before = count(tx);
                database.write(other -> other.update("INSERT INTO book (account, entry, n) VALUES ('a', 'b', 1)"));
                assertThat(count(tx)).as(kind.name()).isEqualTo(before);
                return null;
            });
            assertThat(database.<Long>read(DatabaseTest::count)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseToWriteThroughAReaderOfPostgres() {
        Database database = TestingDatabase.empty(TestingDatabase.Kind.POSTGRESQL).database();

        assertThatThrownBy(() -> database.read(tx -> tx.update("DELETE FROM book"))).hasMessageContaining("read-only");
    }

    @Test
    void shouldKeepAConnectionUsableWhenItsTransactionFailed() {
        for (TestingDatabase.Kind kind : TestingDatabase.Kind.values()) {
            Database database = TestingDatabase.empty(kind).database();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> database.write(tx -> tx.update("INSERT INTO nowhere VALUES (1)"))).isInstanceOf(StoreException.class);
            }
            assertThat(database.<Integer>write(tx -> tx.update("INSERT INTO book (account, entry, n) VALUES ('a', 'b', 1)"))).isEqualTo(1);
        }
    }

    @Test
    void shouldUndoAllAndKeepTheConnectionUsableWhenTheCommitFails() {
        for (TestingDatabase.Kind kind : TestingDatabase.Kind.values()) {
            Database database = TestingDatabase.empty(kind).database();
            database.write(tx -> tx.update("CREATE TABLE child (parent BIGINT UNIQUE REFERENCES child (parent) DEFERRABLE INITIALLY DEFERRED, "
                    + "other BIGINT REFERENCES child (parent) DEFERRABLE INITIALLY DEFERRED)"));
            try {
                assertThatThrownBy(() -> database.write(tx -> {
                    tx.update("INSERT INTO book (account, entry, n) VALUES ('a', 'b', 1)");
                    return tx.update("INSERT INTO child (parent, other) VALUES (1, 2)");
                })).as(kind.name()).isInstanceOf(StoreException.class);

                assertThat(database.<Long>read(DatabaseTest::count)).as(kind.name()).isZero();
                assertThat(database.<Integer>write(tx -> tx.update("INSERT INTO book (account, entry, n) VALUES ('c', 'd', 1)"))).isEqualTo(1);
                assertThat(database.<Long>read(DatabaseTest::count)).as(kind.name()).isEqualTo(1);
            } finally {
                database.write(tx -> tx.update("DROP TABLE child"));
            }
        }
    }

    @Test
    void shouldNotFailForBeingBusyWhenTwoProcessesWriteToOneFile() throws Exception {
        String url = TestingDatabase.sqliteUrl();
        try (Database database = Database.open(url, null, null)) {
            List<Process> others = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                others.add(new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-XX:TieredStopAtLevel=1", "-cp",
                        System.getProperty("java.class.path"), TestingWriter.class.getName(), url).inheritIO().start());
            }
            TestingWriter.write(database);
            for (Process other : others) {
                assertThat(other.waitFor()).isZero();
            }
            assertThat(database.<Long>read(tx -> tx.one("SELECT n FROM book", row -> row.getLong(1)).orElseThrow()))
                    .isEqualTo(3L * TestingWriter.WRITES);
        }
    }

    @Test
    void shouldOpenANewStoreOnceWhenSeveralOpenItAtTheSameMoment() throws Exception {
        String sqlite = TestingDatabase.sqliteUrl();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Database>> opened = IntStream.range(0, 3).mapToObj(i -> threads.submit(() -> Database.open(sqlite, null, null))).toList();
            for (Future<Database> each : opened) {
                each.get().close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldSayWhatToDoAndNoPasswordWhenPostgresRefusesUs() {
        String url = TestingPostgres.url("nowhere");

        assertThatThrownBy(() -> Database.open(url, "postgres", CANARY)).isInstanceOf(StoreException.class)
                .hasMessageContaining("opening the store " + url).hasMessageContaining("check STORE_URL, STORE_USER and STORE_PASSWORD")
                .satisfies(failure -> assertThat(everyMessage(failure)).doesNotContain(CANARY));
        assertThatThrownBy(() -> StoreLock.take(url, "postgres", CANARY)).isInstanceOf(StoreException.class)
                .satisfies(failure -> assertThat(everyMessage(failure)).doesNotContain(CANARY));
    }

    @Test
    void shouldQuoteNoRowWhenPostgresRefusesIt() {
        Database database = TestingDatabase.empty(TestingDatabase.Kind.POSTGRESQL).database();
        String insert = "INSERT INTO quarantine (source, external_id, version, input, reason, reads, run, at) VALUES ('s', ?, 'v', ?, NULL, 1, 1, 1)";

        assertThatThrownBy(() -> database.write(tx -> tx.update(insert, "1", CANARY))).isInstanceOf(StoreException.class)
                .satisfies(failure -> assertThat(everyMessage(failure)).doesNotContain(CANARY));
        assertThatThrownBy(() -> database.write(tx -> {
            tx.updateAll(insert, List.of(new Object[] {"1", CANARY}, new Object[] {"2", CANARY}));
            return null;
        })).isInstanceOf(StoreException.class).satisfies(failure -> assertThat(everyMessage(failure)).doesNotContain(CANARY));
    }

    @Test
    void shouldSayWhatToDoWhenTheFileCannotBeOpened(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + file.resolve("store.db"), null, null)).isInstanceOf(StoreException.class)
                .hasMessageContaining("opening the store").hasMessageContaining("the folder can be written");
        assertThatThrownBy(() -> Database.openExisting("jdbc:sqlite:" + folder.resolve("none.db"), null, null))
                .hasMessageContaining("there is no file");
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    @Test
    void shouldReadTheFileNameOutOfEveryFormOfUrl() {
        assertThat(Database.sqliteFile("jdbc:sqlite:data/x.db")).isEqualTo(Path.of("data/x.db"));
        assertThat(Database.sqliteFile("jdbc:sqlite:/data/x.db?cache=private")).isEqualTo(Path.of("/data/x.db"));
        assertThat(Database.sqliteFile("jdbc:sqlite:file:/data/x.db?mode=rw")).isEqualTo(Path.of("/data/x.db"));
    }

    private static long count(Tx tx) throws SQLException {
        return tx.one("SELECT COUNT(*) FROM book", row -> row.getLong(1)).orElseThrow();
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement(); var row = statement.executeQuery("PRAGMA " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String everyMessage(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
            for (SQLException next = cause instanceof SQLException sql ? sql.getNextException() : null; next != null; next = next.getNextException()) {
                all.append(next).append('\n');
            }
        }
        return all.toString();
    }
}
