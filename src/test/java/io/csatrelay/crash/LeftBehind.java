package io.csatrelay.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a killed process left in flight.
 *
 * @param batches whose request's ledger row is committed and whose answer is not
 * @param ratings their members
 */
record LeftBehind(long batches, long ratings) {
    /** Reads a copy: the store itself is to be found by the next process as the kill left it. */
    static LeftBehind in(Path store, Path scratch) throws IOException, SQLException {
        Path copy = Files.createTempDirectory(scratch, "left").resolve(store.getFileName().toString());
        if (!Files.exists(store)) {
            return new LeftBehind(0, 0);
        }
        Files.copy(store, copy);
        Path log = store.resolveSibling(store.getFileName() + "-wal");
        if (Files.exists(log)) {
            Files.copy(log, copy.resolveSibling(log.getFileName()));
        }
        return read(copy);
    }

    private static LeftBehind read(Path copy) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy); Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'batch'")) {
                if (!table.next()) {
                    return new LeftBehind(0, 0);
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM batch WHERE state = 'SENT'")) {
                row.next();
                return new LeftBehind(row.getLong(1), row.getLong(2));
            }
        }
    }
}
