package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a store without touching it. */
class StoreProbeTest {
    @TempDir
    Path folder;

    @Test
    void shouldMakeNothingWhenThereIsNoStoreYet() {
        assertThat(look("deep/er/csat-relay.db")).isEqualTo("not there yet: the first start makes it");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldSayThatTheStoreCanBeUsedAndChangeNothing() throws Exception {
        open("a.db").close();
        byte[] before = Files.readAllBytes(folder.resolve("a.db"));

        assertThat(look("a.db")).isEqualTo("opens, can be written, tables 1");
        assertThat(Files.readAllBytes(folder.resolve("a.db"))).isEqualTo(before);
    }

    @Test
    void shouldLookAtPostgresqlTheSame() {
        TestingDatabase.empty(TestingDatabase.Kind.POSTGRESQL);
        String url = TestingPostgres.url("postgres");

        assertThat(StoreProbe.look(url, "postgres", "postgres")).isEqualTo("opens, can be written, tables 1");
        assertThat(StoreProbe.look(TestingPostgres.url("template1"), "postgres", "postgres")).isEqualTo("empty: the first start makes its tables");
        assertThatThrownBy(() -> StoreProbe.look(TestingPostgres.url("template1").replaceFirst("template1", "nosuch"), "postgres", "postgres"))
                .isInstanceOf(StoreException.class).hasMessageContaining("check STORE_URL");
    }

    @Test
    void shouldSayThatTheStoreIsInUse() {
        try (Database database = open("a.db"); StoreLock lock = StoreLock.take(url("a.db"), null, null).orElseThrow()) {
            assertThat(lock.held()).isTrue();
            assertThat(look("a.db")).isEqualTo("opens, can be written, tables 1, in use");
        }
    }

    @Test
    void shouldRefuseAStoreOfANewerVersion() {
        try (Database database = open("a.db")) {
            database.write(tx -> tx.update("INSERT INTO flyway_schema_history SELECT installed_rank + 1, '99', 'later', type, 'V99__later.sql', checksum,"
                    + " installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE version = '1'"));
        }

        assertThatThrownBy(() -> look("a.db")).isInstanceOf(StoreException.class)
                .hasMessage("the store was made by a newer version of the connector (its tables are 99): run that version, or restore a backup");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatIsNoStore() throws Exception {
        Files.writeString(folder.resolve("a.db"), "this is no database, however long it may be made to be".repeat(40));

        assertThatThrownBy(() -> look("a.db")).isInstanceOf(StoreException.class).hasMessageContaining("opening the store").hasMessageContaining("STORE_URL");
    }

    @Test
    void shouldSayThatTheStoreCannotBeWritten() {
        open("a.db").close();

        assertThatThrownBy(() -> StoreProbe.look("jdbc:sqlite:file:" + folder.resolve("a.db") + "?mode=ro", null, null)).isInstanceOf(StoreException.class)
                .hasMessageContaining("readonly").hasMessageContaining("check who owns its file, its folder, and the space left");
    }

    @Test
    void shouldSayThatTheFolderCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> look("file/a.db")).isInstanceOf(StoreException.class).hasMessageContaining("cannot be written: check DATA_DIR");
    }

    private Database open(String file) {
        return Database.open(url(file), null, null);
    }

    private String look(String file) {
        return StoreProbe.look(url(file), null, null);
    }

    private String url(String file) {
        return "jdbc:sqlite:" + folder.resolve(file);
    }
}
