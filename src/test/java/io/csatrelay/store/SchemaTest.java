package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
    @Test
    void shouldNameEveryMigrationThereIs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted()).containsExactlyElementsOf(Schema.MIGRATIONS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeedNoMigrationWhenFlywayHasMadeThemAll(TestingDatabase.Kind kind) {
        assertThat(Schema.upToDate(TestingDatabase.empty(kind).database().writer())).isTrue();
    }

    @Test
    void shouldLeaveItToFlywayWhenTheStoreIsNewOrNotAsThisVersionMadeIt() {
        String url = TestingDatabase.sqliteUrl();
        try (Database database = Database.open(url, null, null)) {
            for (String change : new String[] {"UPDATE flyway_schema_history SET checksum = checksum + 1",
                "UPDATE flyway_schema_history SET checksum = checksum - 1, success = 0",
                "UPDATE flyway_schema_history SET success = 1, script = 'V9__later.sql'", "DROP TABLE flyway_schema_history"}) {
                assertThat(Schema.upToDate(database.writer())).isEqualTo(change.endsWith("checksum + 1"));
                database.write(tx -> tx.update(change));
            }
            assertThat(Schema.upToDate(database.writer())).isFalse();
        }
    }

    @Test
    void shouldRefuseAStoreOfALaterVersion() {
        String url = TestingDatabase.sqliteUrl();
        try (Database database = Database.open(url, null, null)) {
            database.write(tx -> tx.update("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, "
                    + "installed_by, execution_time, success) VALUES (2, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', 1, 1)"));
        }
        assertThatThrownBy(() -> Database.open(url, null, null)).isInstanceOf(StoreException.class).hasMessageContaining("9999");
    }
}
