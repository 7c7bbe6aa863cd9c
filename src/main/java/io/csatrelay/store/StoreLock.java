package io.csatrelay.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to collect and deliver for a store: one process at a time, and within it one at a time. It is a database session and
 * dies with the process: an exclusive transaction on a file beside an SQLite store, an advisory lock in PostgreSQL.
 *
 * <p>Not a lock of Java's own on the file: on Linux the process loses that one when it opens and closes the file anywhere else,
 * as whoever asks in vain for the lock does. SQLite keeps count of it.
 */
public final class StoreLock implements AutoCloseable {
    /** Names our lock among all advisory locks of a PostgreSQL database: "csat" and 2. */
    private static final String KEY = "1668506996, 2";
    private static final int SQLITE_BUSY = 5;
    private static final Logger LOG = LoggerFactory.getLogger(StoreLock.class);

    private final Connection session;
    private final String release;

    private StoreLock(Connection session, String release) {
        this.session = session;
        this.release = release;
    }

    /**
     * Takes the lock. The folder of an SQLite store is there already.
     *
     * @return empty when another holds it
     * @throws StoreException when that cannot be found out
     */
    public static Optional<StoreLock> take(String url, String user, String password) {
        try {
            boolean sqlite = Database.isSqlite(url);
            Connection session = sqlite ? sqlite(url) : postgres(url, user, password);
            String release = sqlite ? "ROLLBACK" : "SELECT pg_advisory_unlock_all()";
            return Optional.ofNullable(session).map(taken -> new StoreLock(taken, release));
        } catch (SQLException failed) {
            throw new StoreException("taking the lock of the store " + url + ": " + failed.getMessage()
                    + ": can the folder be written, is the database up?", failed);
        }
    }

    private static Connection sqlite(String url) throws SQLException {
        Path file = lockFile(url);
        try {
            PrivateFiles.file(file);
        } catch (IOException failed) {
            throw new SQLException(failed.toString(), failed);
        }
        Connection session = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = session.createStatement()) {
            // Another command may look at the lock at this very moment.
            statement.execute("PRAGMA busy_timeout = 100");
            statement.execute("BEGIN EXCLUSIVE");
            return session;
        } catch (SQLException failed) {
            session.close();
            if (failed.getErrorCode() == SQLITE_BUSY) {
                return null;
            }
            throw failed;
        }
    }

    private static Path lockFile(String url) {
        Path file = Database.sqliteFile(url);
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static Connection postgres(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "csat-relay-lock");
        // A network that went away without a word: we notice within 10 s, and the server lets go of the lock after a minute.
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection session = DriverManager.getConnection(url, properties);
        try (Statement statement = session.createStatement()) {
            statement.execute("SET tcp_keepalives_idle = 30");
            statement.execute("SET tcp_keepalives_interval = 10");
            statement.execute("SET tcp_keepalives_count = 3");
            try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
                row.next();
                if (row.getBoolean(1)) {
                    return session;
                }
            }
            session.close();
            return null;
        } catch (SQLException failed) {
            session.close();
            throw failed;
        }
    }

    /** Whether some process holds the lock of this store, this one included. */
    public static boolean isHeld(Database database) {
        if (Database.isSqlite(database.url())) {
            return isHeld(lockFile(database.url()));
        }
        return database.read(tx -> tx.one("SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
                + "WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.classid = 1668506996 AND l.objid = 2 "
                + "AND l.granted", row -> 1)).isPresent();
    }

    private static boolean isHeld(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try (Connection session = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = session.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("SELECT COUNT(*) FROM sqlite_master");
            return false;
        } catch (SQLException failed) {
            if (failed.getErrorCode() == SQLITE_BUSY) {
                return true;
            }
            throw new StoreException("looking at the store's lock " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** Whether the lock is still held; a PostgreSQL session can be lost. Answers within 10 s. */
    public boolean held() {
        try (Statement statement = session.createStatement()) {
            statement.execute("SELECT 1");
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    /** Gives the lock back: at once, while PostgreSQL would notice the end of the session a little later. */
    @Override
    public void close() {
        try (session; Statement statement = session.createStatement()) {
            statement.execute(release);
        } catch (SQLException lost) {
            LOG.debug("giving back the store's lock: its session was lost before", lost);
        }
    }
}
