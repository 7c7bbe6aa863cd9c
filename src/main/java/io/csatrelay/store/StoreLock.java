package io.csatrelay.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to collect and deliver for a store: one process at a time. It dies with the process: a lock on a file beside an
 * SQLite store, a session's advisory lock in PostgreSQL.
 */
public abstract sealed class StoreLock implements AutoCloseable {
    /** Names our lock among all advisory locks of a PostgreSQL database: "csat" and 2. */
    private static final String KEY = "1668506996, 2";

    private static final int LOOKS = 5;
    private static final long LOOK_NANOS = 20_000_000;

    private StoreLock() {
    }

    /** Takes the lock. @return empty when another process holds it */
    public static Optional<StoreLock> take(String url, String user, String password) {
        // Another command may look at the lock at this very moment: that is over before the next try.
        Optional<StoreLock> lock = tryTake(url, user, password);
        for (int tries = 0; lock.isEmpty() && tries < LOOKS; tries++) {
            LockSupport.parkNanos(LOOK_NANOS);
            lock = tryTake(url, user, password);
        }
        return lock;
    }

    private static Optional<StoreLock> tryTake(String url, String user, String password) {
        return Database.isSqlite(url) ? FileHeld.takeFile(lockFile(url)) : SessionHeld.takeSession(url, user, password);
    }

    /** Whether some process holds the lock of this store. Takes nothing for longer than the look. */
    public static boolean isHeld(Database database) {
        if (!Database.isSqlite(database.url())) {
            return database.read(tx -> tx.one("SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
                    + "WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.classid = 1668506996 AND l.objid = 2 "
                    + "AND l.granted", row -> 1)).isPresent();
        }
        Path file = lockFile(database.url());
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        } catch (IOException failed) {
            throw new StoreException("looking at the store's lock " + file + ": " + failed.getMessage(), failed);
        }
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
