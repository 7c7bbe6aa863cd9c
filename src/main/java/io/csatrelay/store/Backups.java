package io.csatrelay.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Copies an SQLite store while it runs, and proves copies. PostgreSQL has {@code pg_dump} for that. */
public final class Backups {
    private Backups() {
    }

    /**
     * Copies the store at one moment, whoever writes to it meanwhile. The copy appears under its name only when it is whole.
     *
     * @param url the store's
     * @throws StoreException when there is no store or the file exists already, or the store is PostgreSQL
     */
    public static void copy(String url, Path to) {
        if (!Database.isSqlite(url)) {
            throw new StoreException("copying the store: it is PostgreSQL: use pg_dump, which copies it while it runs", null);
        }
        if (Files.exists(to)) {
            throw new StoreException("copying the store to " + to + ": the file exists already: name another", null);
        }
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try (Database database = Database.openExisting(url, null, null)) {
            Files.deleteIfExists(part);
            PrivateFiles.file(part);
            try (Connection connection = database.readers().getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("VACUUM INTO '" + part.toString().replace("'", "''") + "'");
            }
            Files.move(part, to);
        } catch (SQLException | IOException failed) {
            throw new StoreException("copying the store to " + to + ": " + failed.getMessage()
                    + ": is there such a folder, can it be written, and has it room for the store?", failed);
        }
    }

    /** Proves a copy: the file is sound, and its books agree with a recount. @return what is wrong, in words; empty when nothing is */
    public static List<String> problems(Path copy) {
        List<String> problems = new ArrayList<>();
        try (Database database = Database.openExisting("jdbc:sqlite:" + copy, null, null)) {
            problems.addAll(database.read(tx -> tx.list("PRAGMA integrity_check", row -> row.getString(1))));
            problems.remove("ok");
            if (problems.isEmpty()) {
                problems.addAll(new StatusSql(database).recount());
            }
        } catch (StoreException unreadable) {
            // The cause alone: what else it says is about the settings of the store in use.
            problems.add("it cannot be read as a store: " + unreadable.getCause().getMessage());
        }
        return problems;
    }
}
