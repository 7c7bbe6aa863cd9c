package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key beside the store, and what it makes of an identity. */
class PrivacyKeyTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeAKeyForItsOwnerAloneWhenItIsFirstNeededAndKeepIt() throws IOException {
        Path file = folder.resolve(PrivacyKey.FILE);
        PrivacyKey key = PrivacyKey.in(folder);
        assertThat(key.find()).isEmpty();
        assertThat(file).doesNotExist();

        String hash = key.make().of("record", "zendesk-ratings", "35436");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Files.readString(file)).hasSize(44);
        assertThat(key.make().of("record", "zendesk-ratings", "35436")).isEqualTo(hash);
        assertThat(PrivacyKey.in(folder).find().orElseThrow().of("record", "zendesk-ratings", "35436")).as("another process").isEqualTo(hash);
        assertThat(folder).isDirectoryNotContaining(left -> left.toString().endsWith(".part"));
    }

    @Test
    void shouldHashWithTheKeyAndTellPartsApart() {
        KeyedHash one = PrivacyKey.given("one").make();

        assertThat(one.of("a", "bc")).hasSize(43).isEqualTo(one.of("a", "bc")).isNotEqualTo(one.of("ab", "c"))
                .isNotEqualTo(PrivacyKey.given("other").make().of("a", "bc"));
    }
}
