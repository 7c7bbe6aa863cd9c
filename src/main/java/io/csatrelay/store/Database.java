package io.csatrelay.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The database: SQLite or PostgreSQL. One writer at a time, in SQLite by its own rule and in PostgreSQL by an advisory lock for
 * each writing transaction; readers never wait. Safe for use by several threads.
 */
public final class Database implements AutoCloseable {
    /** sqlite.org, Result Codes. */
    private static final int SQLITE_BUSY = 5;
    private static final int OPENING_TRIES = 100;
    private static final Duration OPENING_PAUSE = Duration.ofMillis(50);

    /** Names our writing transactions among all advisory locks of a PostgreSQL database: "csat" and 1. */
    private static final String POSTGRES_WRITER = "SELECT pg_advisory_xact_lock(1668506996, 1)";

    private final String url;
    private final DataSource writer;
    private final DataSource readers;

    Database(String url, DataSource writer, DataSource readers) {
        this.url = url;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @param url {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}
     * @param user null for SQLite
     * @param password null for SQLite
     * @throws StoreException when it cannot be opened
     */
    public static Database open(String url, String user, String password) {
        return open(url, user, password, true);
    }

    /** Opens the database as it is, to be read by a command: makes nothing and migrates nothing. */
    static Database openExisting(String url, String user, String password) {
        return open(url, user, password, false);
    }

    /**
     * A store of its own that is gone when it is closed, for commands that look at routes beside one that works.
     *
     * @param libraries where SQLite's native library may be, or may be put when the system's temporary folder cannot be written
     */
    public static Database inMemory(Path libraries) {
        SqliteLibrary.keep(libraries, !Files.isWritable(Path.of(System.getProperty("java.io.tmpdir"))));
        return connect("jdbc:sqlite:file:csat-relay-" + UUID.randomUUID() + "?mode=memory&cache=shared", null, null, true);
    }

    private static Database open(String url, String user, String password, boolean migrate) {
        try {
            if (isSqlite(url)) {
                sqliteFolder(url, migrate);
            }
            return connect(url, user, password, migrate);
        } catch (RuntimeException failed) {
            throw new StoreException("opening the store " + url + ": " + failed.getMessage()
                    + ": check STORE_URL, STORE_USER and STORE_PASSWORD, and that the folder can be written", failed);
        }
    }

    private static Database connect(String url, String user, String password, boolean migrate) {
        Pools pools = new Pools(url, user, password);
        HikariDataSource writer = writer(pools, migrate);
        try {
            if (migrate) {
                Schema.bringUpToDate(writer, url, pools);
            }
            return new Database(url, writer, pools.readers(migrate));
        } catch (RuntimeException failed) {
            writer.close();
            throw failed;
        }
    }

    /** Two that open a new SQLite file at once both set its journal mode, for which SQLite waits for no lock: the later one tries again. */
    private static HikariDataSource writer(Pools pools, boolean migrate) {
        for (int tries = 1;; tries++) {
            try {
                return pools.writer(migrate);
            } catch (HikariPool.PoolInitializationException failed) {
                if (tries == OPENING_TRIES || !(failed.getCause() instanceof SQLException why) || why.getErrorCode() != SQLITE_BUSY) {
                    throw failed;
                }
                LockSupport.parkNanos(OPENING_PAUSE.toNanos());
            }
        }
    }

    private static void sqliteFolder(String url, boolean make) {
        Path file = sqliteFile(url);
        try {
            if (make && !inMemory(url)) {
                PrivateFiles.folder(file.toAbsolutePath().getParent());
                PrivateFiles.file(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the file " + file.toAbsolutePath() + " cannot be made", failed);
        }
        if (!make && !Files.exists(file)) {
            throw new IllegalStateException("there is no file " + file);
        }
        SqliteLibrary.keep(file.toAbsolutePath().getParent(), make && !inMemory(url));
    }

    /** Does {@code work} in one writing transaction; what it throws undoes all of it. */
    <T> T write(Work<T> work) {
        return transact(writer, work, true);
    }

    /** Does {@code work} in one reading transaction: a consistent view. */
    <T> T read(Work<T> work) {
        return transact(readers, work, false);
    }

    private <T> T transact(DataSource pool, Work<T> work, boolean writes) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Tx tx = new Tx(connection);
                if (writes && !isSqlite(url)) {
                    tx.one(POSTGRES_WRITER, row -> null);
                }
                T result = work.in(tx);
                // Commits. SQLite's commit() would begin the next transaction at once, and fail after the commit when another
                // process writes just then.
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException failed) {
                undo(pool, connection, failed);
                throw failed;
            }
        } catch (SQLException failed) {
            throw new StoreException((writes ? "writing to" : "reading") + " the store: " + failed.getMessage(), failed);
        }
    }

    /** Undoes the transaction; a connection that cannot, as SQLite's when its commit failed, is closed, which undoes it, too. */
    private static void undo(DataSource pool, Connection connection, Exception failed) {
        try {
            connection.rollback();
        } catch (SQLException besides) {
            failed.addSuppressed(besides);
            if (pool instanceof HikariDataSource hikari) {
                hikari.evictConnection(connection);
            }
        }
    }

    /**
     * Copies SQLite's log into the database and cuts it off, as far as nobody reads from it: it holds pages as they were before. PostgreSQL
     * does this by itself.
     */
    void settle() {
        if (isSqlite(url)) {
            try (Connection connection = writer.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } catch (SQLException failed) {
                throw new StoreException("emptying the store's log: " + failed.getMessage(), failed);
            }
        }
    }

    /** For camel-jdbc's single statements, and for readers of their own. */
    public DataSource readers() {
        return readers;
    }

    /** The one writing connection, for camel-jdbc's single writing statements. */
    public DataSource writer() {
        return writer;
    }

    /** The JDBC URL; never has a password in it. */
    public String url() {
        return url;
    }

    /** Has SQLite's library kept in this folder, if it is there, for a store that has no folder of its own. */
    public static void keepLibrary(Path folder) {
        SqliteLibrary.keep(folder, Files.isDirectory(folder));
    }

    private static boolean inMemory(String url) {
        return url.contains(":memory:") || url.contains("mode=memory");
    }

    static boolean isSqlite(String url) {
        return url.startsWith("jdbc:sqlite:");
    }

    /** The file of an SQLite URL. */
    static Path sqliteFile(String url) {
        String rest = url.substring("jdbc:sqlite:".length());
        int query = rest.indexOf('?');
        String name = query < 0 ? rest : rest.substring(0, query);
        return Path.of(name.startsWith("file:") ? name.substring("file:".length()) : name);
    }

    @Override
    public void close() {
        for (DataSource pool : List.of(readers, writer)) {
            if (pool instanceof HikariDataSource open) {
                open.close();
            }
        }
    }

    /** What a transaction does. */
    interface Work<T> {
        T in(Tx tx) throws SQLException;
    }
}
