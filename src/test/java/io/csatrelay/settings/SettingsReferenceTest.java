package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    private static final Path PAGE = Path.of("docs/settings.md");
    private static final String UPDATE = "settings.docs.update";

    @Test
    void shouldMatchTheDeclarationsOrSayHowToRewriteThePage() throws IOException {
        String made = SettingsReference.markdown(Catalogue.standard());
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE))
            .as("%s is stale; rewrite it with: mvn test -Dtest=SettingsReferenceTest -D%s=true", PAGE, UPDATE).isEqualTo(made);
    }

    @Test
    void shouldListEverySettingWithItsDefault() {
        Area area = Area.of("Area", Setting.of("A_NUMBER", Formats.port(), "One | two.").defaultsTo("7"),
            Setting.of("A_SECRET", SecretFormat.inHeader(), "Hush.")).family(new Family<>("IN_", "_OUT", Formats.line(), "Many."));

        assertThat(SettingsReference.markdown(Catalogue.of(area))).endsWith("""

            ## Area

            | setting | default | meaning |
            |---|---|---|
            | `A_NUMBER` | `7` | One \\| two. |
            | `A_SECRET` (secret) | – | Hush. |
            | `IN_<SOURCE>_OUT` | – | Many. |
            """);
    }
}
