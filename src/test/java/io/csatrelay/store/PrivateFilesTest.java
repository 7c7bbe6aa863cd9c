package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeAStoreThatOnlyItsOwnerMayLookInto() throws IOException {
        Path file = folder.resolve("a/b/csat-relay.db");

        try (Database database = Database.open("jdbc:sqlite:" + file, null, null)) {
            assertThat(database.<Integer>read(tx -> tx.one("SELECT 1", row -> row.getInt(1)).orElseThrow())).isEqualTo(1);

            assertThat(permissions(file.getParent())).isEqualTo("rwx------");
            assertThat(permissions(file)).isEqualTo("rw-------");
            assertThat(permissions(file.resolveSibling("csat-relay.db-wal"))).isEqualTo("rw-------");
        }
    }

    @Test
    void shouldLeaveThePermissionsThatAPersonGave() throws IOException {
        Path file = Files.createFile(folder.resolve("csat-relay.db"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        Database.open("jdbc:sqlite:" + file, null, null).close();

        assertThat(permissions(file)).isEqualTo("rw-r-----");
    }

    @Test
    void shouldTakeALinkToAFolderForTheFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

        PrivateFiles.folder(link);

        assertThat(link).isSymbolicLink();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
