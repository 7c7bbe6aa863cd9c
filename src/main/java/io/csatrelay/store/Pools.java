package io.csatrelay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The connections to the store: one that writes, a few that read. */
final class Pools {
    /** How long a statement waits while another process writes to the same SQLite file. */
    private static final Duration BUSY = Duration.ofSeconds(20);
    private static final int READERS = 4;

    /**
     * 16 MB, given as SQLite wants kilobytes: with SQLite's own 2 MB the indexes of a store of some 10,000 ratings do not fit, and a page
     * of ratings takes a third longer.
     */
    private static final String WRITER_CACHE = "-16000";
    /** The log is copied into the database when it has 16 MB, not 4: the same index pages change again and again, and are copied once. */
    private static final String PAGES_OF_LOG = "4000";

    private final String url;
    private final String user;
    private final String password;

    Pools(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** @param ours whether the file is the store in use; one that is only looked at, such as a backup, keeps its own journal mode */
    HikariDataSource writer(boolean ours) {
        HikariConfig config = config("writer", 1);
        if (Database.isSqlite(url)) {
            sqlite(config, ours, "IMMEDIATE");
            config.addDataSourceProperty("cache_size", WRITER_CACHE);
            config.addDataSourceProperty("wal_autocheckpoint", PAGES_OF_LOG);
        }
        return new HikariDataSource(config);
    }

    /** See {@link #writer}. */
    HikariDataSource readers(boolean ours) {
        HikariConfig config = config("readers", READERS);
        if (Database.isSqlite(url)) {
            sqlite(config, ours, "DEFERRED");
        } else {
            // SQLite reads one moment in any transaction; PostgreSQL has to be told.
            config.setReadOnly(true);
            config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
        return new HikariDataSource(config);
    }

    /** For Flyway on PostgreSQL, which needs a connection for its lock beside the one it works on. */
    HikariDataSource migrating() {
        return new HikariDataSource(config("migrating", 3));
    }

    private HikariConfig config(String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setPoolName("csat-relay-" + name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
        if (!Database.isSqlite(url)) {
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            config.addDataSourceProperty("ApplicationName", "csat-relay");
            // Else the driver's messages quote whole rows, and with them customers' words.
            config.addDataSourceProperty("logServerErrorDetail", "false");
        }
        return config;
    }

    private static void sqlite(HikariConfig config, boolean ours, String transactions) {
        if (ours) {
            config.addDataSourceProperty("journal_mode", "WAL");
        }
        config.addDataSourceProperty("synchronous", "FULL");
        // What is deleted or replaced is overwritten, so that nothing erased is found in the file.
        config.addDataSourceProperty("secure_delete", "true");
        config.addDataSourceProperty("busy_timeout", String.valueOf(BUSY.toMillis()));
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("transaction_mode", transactions);
    }
}
