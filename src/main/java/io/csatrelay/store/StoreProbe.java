package io.csatrelay.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

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
            String version = version(database.flyway().info());
            if (!version.isEmpty()) {
                requireWritable(database);
            }
            return (version.isEmpty() ? "empty: the first start makes its tables" : version) + (StoreLock.isHeld(database) ? ", in use" : "");
        }
    }

    private static String firstStart(Path file) {
        Path folder = file.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new StoreException("the store " + file + " cannot be made: " + folder + " cannot be written: check DATA_DIR and its owner", null);
        }
        return "not there yet: the first start makes it";
    }

    private static String version(MigrationInfoService migrations) {
        boolean newer = Arrays.stream(migrations.all()).map(MigrationInfo::getState)
                .anyMatch(state -> state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED);
        if (newer) {
            throw new StoreException("the store was made by a newer version of the connector (its tables are " + migrations.current().getVersion()
                    + "): run that version, or restore a backup", null);
        }
        if (Arrays.stream(migrations.all()).anyMatch(migration -> migration.getState().isFailed())) {
            throw new StoreException("bringing the store up to date failed before: restore a backup", null);
        }
        if (migrations.current() == null) {
            return "";
        }
        int pending = migrations.pending().length;
        return "opens, can be written, tables " + migrations.current().getVersion() + (pending == 0 ? "" : ", which the next start brings up to date");
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
