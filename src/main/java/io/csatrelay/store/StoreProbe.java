package io.csatrelay.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Looks at a store that may be in use, without making, migrating or changing anything. */
public final class StoreProbe {
    private StoreProbe() {
    }

    /**
     * Whether the store could be worked with.
     *
     * @param user null for SQLite
     * @param password null for SQLite
     * @return how it is, in words
     * @throws StoreException when it could not; says what to do
     */
    public static String look(String url, String user, String password) {
        if (Database.isSqlite(url) && !Files.exists(Database.sqliteFile(url))) {
            return firstStart(Database.sqliteFile(url).toAbsolutePath());
        }
        try (Database database = Database.openExisting(url, user, password)) {
            String version = version(database);
            if (!version.isEmpty()) {
                requireWritable(database);
            }
            return (version.isEmpty() ? "empty: the first start makes its tables" : version)
                    + (StoreLock.isHeld(database) ? ", in use" : "");
        }
    }

    private static String firstStart(Path file) {
        Path folder = file.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new StoreException("the store " + file + " cannot be made: " + folder
                    + " cannot be written: check DATA_DIR and its owner", null);
        }
        return "not there yet: the first start makes it";
    }

    /** Which tables there are, in words; empty when there are none yet. */
    private static String version(Database database) {
        List<Made> made = made(database);
        if (made.stream().anyMatch(each -> !each.success())) {
            throw new StoreException("bringing the store up to date failed before: restore a backup", null);
        }
        List<String> scripts = made.stream().map(Made::script).toList();
        if (!Schema.MIGRATIONS.containsAll(scripts)) {
            throw new StoreException("the store was made by a newer version of the connector (its tables are "
                    + made.get(made.size() - 1).version() + "): run that version, or restore a backup", null);
        }
        if (scripts.equals(Schema.MIGRATIONS) && !Schema.upToDate(database.readers())) {
            throw new StoreException("the store was made by another build of this version: run that one, or restore a backup", null);
        }
        return made.isEmpty() ? "" : "opens, can be written, tables " + made.get(made.size() - 1).version()
                + (scripts.equals(Schema.MIGRATIONS) ? "" : ", which the next start brings up to date");
    }

    private static List<Made> made(Database database) {
        try (Connection connection = database.readers().getConnection();
                ResultSet history = connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
            if (!history.next()) {
                return List.of();
            }
        } catch (SQLException failed) {
            throw new StoreException("looking at the store's tables: " + failed.getMessage(), failed);
        }
        return database.read(tx -> tx.list(
                "SELECT version, script, success FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank", row -> new Made(row.getString("version"), row.getString("script"), row.getBoolean("success"))));
    }

    /** A migration that was made, or tried. */
    private record Made(String version, String script, boolean success) {
    }

    private static void requireWritable(Database database) {
        try {
            database.write(tx -> {
                tx.update("UPDATE sink SET failures = failures WHERE id = 1");
                throw new Undo();
            });
        } catch (Undo asMeant) {
            return;
        } catch (StoreException failed) {
            throw new StoreException(failed.getMessage() + ": check who owns its file, its folder, and the space left", failed);
        }
    }

    /** Undoes the change that was tried. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undo() {
            super(null, null, false, false);
        }
    }
}
