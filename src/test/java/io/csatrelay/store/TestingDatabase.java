package io.csatrelay.store;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.CollectStore.Progress;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A store for tests, one a database and JVM: opened once, for that is what costs, and emptied for each test. Used by one thread at
 * a time.
 */
final class TestingDatabase {
    /** Both databases. */
    enum Kind { SQLITE, POSTGRESQL }

    static final String SOURCE = "zendesk-ratings";
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    static final Instant BOOKMARK = Instant.parse("2026-05-01T00:00:00Z");
    static final PrivacyKey KEY = PrivacyKey.given("a key for tests");
    static final List<String> TABLES = List.of("rating", "quarantine", "outbox", "batch", "request", "sink", "source", "lane", "run", "book",
            "wish", "slice", "bucket", "rollup", "rollup_due", "publish_due", "published", "report_endpoint", "engagement",
            "csat_tile", "csat_snapshot", "filled", "gnatta_answer", "gnatta_figure", "gnatta_request", "gnatta_limit", "intake_signature", "forgotten", "purge", "erasure");

    private static final Map<Kind, TestingDatabase> OPEN = new EnumMap<>(Kind.class);

    private final Kind kind;
    private final Database database;

    private TestingDatabase(Kind kind) {
        this.kind = kind;
        this.database = kind == Kind.SQLITE ? Database.open(sqliteUrl(), null, null)
                : Database.open(TestingPostgres.url("postgres"), TestingPostgres.USER, TestingPostgres.PASSWORD);
    }

    /** The store, empty. */
    static synchronized TestingDatabase empty(Kind kind) {
        TestingDatabase store = OPEN.computeIfAbsent(kind, TestingDatabase::new);
        store.database.write(tx -> {
            for (String table : TABLES) {
                tx.update("DELETE FROM " + table + (table.equals("sink") ? " WHERE id <> 1" : ""));
            }
            return tx.update("UPDATE sink SET paused = 0, by_person = 0, wait_until = NULL, asked_until = NULL, reason = NULL, failures = 0, settings = NULL");
        });
        return store;
    }

    /** A file of its own, gone with the JVM. */
    static String sqliteUrl() {
        try {
            Path folder = Files.createTempDirectory("csat-relay-store");
            folder.toFile().deleteOnExit();
            for (String suffix : List.of("", "-wal", "-shm", ".lock")) {
                folder.resolve("store.db" + suffix).toFile().deleteOnExit();
            }
            return "jdbc:sqlite:" + folder.resolve("store.db");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Kind kind() {
        return kind;
    }

    Database database() {
        return database;
    }

    CollectSql collect() {
        return new CollectSql(database, false, KEY);
    }

    DeliverSql deliver() {
        return new DeliverSql(database, false);
    }

    /** Begins a live run on a lane that stands at {@link #BOOKMARK}. @return its number */
    long run(Lane lane) {
        if (lane.hasBookmark()) {
            collect().setLane(SOURCE, lane, new LaneState(BOOKMARK, NOW, Duration.ofHours(6), 0, NOW));
        }
        return collect().beginRun(SOURCE, lane, null, NOW).orElseThrow();
    }

    /** Stores a page in the middle of a window. */
    Tally store(long run, Lane lane, Outcome... outcomes) {
        return collect().storePage(page(run, lane, null, outcomes));
    }

    /** A page; with a bookmark it is the last of its window. */
    static PageToStore page(long run, Lane lane, Instant bookmark, Outcome... outcomes) {
        Progress progress = lane.hasBookmark() ? new Progress(bookmark, Duration.ofHours(6)) : null;
        return new PageToStore(SOURCE, run, lane, 0, List.of(outcomes), progress, NOW);
    }

    /** The rows of a query, a line each, columns separated by a bar. */
    List<String> rows(String sql) {
        try (Connection connection = database.readers().getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join("|", columns.stream().map(String::valueOf).toList()));
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** Everything in it. */
    Map<String, List<String>> everything() {
        Map<String, List<String>> all = new TreeMap<>();
        TABLES.forEach(table -> all.put(table, rows("SELECT * FROM " + table).stream().sorted().toList()));
        return all;
    }

    /** An entry of the books. */
    long book(String account, String entry) {
        return new StatusSql(database).view().count(account, entry);
    }

    /** Versions of the outbox by state, in the order of their numbers: {@code "7 v1 pending"}. */
    List<String> outbox() {
        return rows("SELECT external_id || ' ' || version || ' ' || state FROM outbox ORDER BY id");
    }

    /** What the books and a recount disagree on: nothing. */
    List<String> differences() {
        return new StatusSql(database).recount();
    }
}
