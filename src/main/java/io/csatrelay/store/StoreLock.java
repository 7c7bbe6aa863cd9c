package io.csatrelay.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The right to collect and deliver for a store: one process at a time. It dies with the process: a lock on a file beside an
 * SQLite store, a session's advisory lock in PostgreSQL.
 */
public abstract sealed class StoreLock implements AutoCloseable {
    /** Names our lock among all advisory locks of a PostgreSQL database: "csat" and 2. */
    private static final String KEY = "1668506996, 2";

    private StoreLock() {
    }

    /** Takes the lock. @return empty when another process holds it */
    public static Optional<StoreLock> take(String url, String user, String password) {
        return Database.isSqlite(url) ? FileHeld.takeFile(lockFile(url)) : SessionHeld.takeSession(url, user, password);
    }

    /** Whether the lock is still held; a PostgreSQL session can be lost. */
    public abstract boolean held();

    @Override
    public abstract void close();

    private static Path lockFile(String url) {
        Path file = Database.sqliteFile(url);
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static final class FileHeld extends StoreLock {
        private final FileChannel channel;
        private final FileLock lock;

        private FileHeld(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }

        static Optional<StoreLock> takeFile(Path file) {
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel);
                if (lock == null) {
                    channel.close();
                    return Optional.empty();
                }
                return Optional.of(new FileHeld(channel, lock));
            } catch (IOException failed) {
                throw new StoreException("taking the store's lock " + file + ": " + failed.getMessage()
                        + ": can the folder be written?", failed);
            }
        }

        private static FileLock tryLock(FileChannel channel) throws IOException {
            try {
                return channel.tryLock();
            } catch (OverlappingFileLockException heldByThisProcess) {
                return null;
            }
        }

        @Override
        public boolean held() {
            return lock.isValid();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException failed) {
                throw new StoreException("giving back the store's lock: " + failed.getMessage(), failed);
            }
        }
    }

    private static final class SessionHeld extends StoreLock {
        private final Connection session;

        private SessionHeld(Connection session) {
            this.session = session;
        }

        static Optional<StoreLock> takeSession(String url, String user, String password) {
            try {
                Connection session = DriverManager.getConnection(url, user, password);
                try (Statement statement = session.createStatement();
                        ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return Optional.of(new SessionHeld(session));
                    }
                }
                session.close();
                return Optional.empty();
            } catch (SQLException failed) {
                throw new StoreException("taking the store's lock: " + failed.getMessage(), failed);
            }
        }

        @Override
        public boolean held() {
            try (Statement statement = session.createStatement()) {
                statement.setQueryTimeout(5);
                statement.execute("SELECT 1");
                return true;
            } catch (SQLException lost) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (SQLException failed) {
                throw new StoreException("giving back the store's lock: " + failed.getMessage(), failed);
            }
        }
    }
}
