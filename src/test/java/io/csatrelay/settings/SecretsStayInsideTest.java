package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary in every secret, in every way to set it: no text that leaves the settings repeats it. */
class SecretsStayInsideTest {
    private static final String CANARY = "c4nary";

    @TempDir
    private Path folder;

    static Stream<Setting<?>> secrets() {
        return Catalogue.standard().settings().stream().filter(Setting::secret);
    }

    @Test
    void shouldKnowEverySecret() {
        assertThat(secrets().map(Setting::name)).containsExactly("STORE_PASSWORD", "API_READ_TOKEN", "API_ADMIN_TOKEN", "HTTPS_PROXY",
            "ZENDESK_API_TOKEN", "ZENDESK_OAUTH_TOKEN", "LIVEPERSON_TOKEN", "LIVEPERSON_CLIENT_SECRET",
            "LIVEPERSON_APP_SECRET", "LIVEPERSON_ACCESS_TOKEN", "LIVEPERSON_ACCESS_TOKEN_SECRET", "GNATTA_CLIENT_SECRET", "MAESTROQA_API_TOKEN", "REPORT_SECRET", "PRIVACY_KEY", "QUALTRICS_API_TOKEN");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldMaskASecretWhereverItCameFrom(Setting<?> secret) {
        for (SettingsFixture way : ways(secret, value(secret))) {
            Settings settings = way.load(Catalogue.of(Area.of("One", secret)));

            assertThat(settings.find(secret)).isPresent();
            assertThat(settings.masked(secret)).startsWith(secret.name().equals("HTTPS_PROXY") ? "http://***@proxy" : "***");
            assertThat(settings.lines().toString() + settings.placeholders() + settings.warnings() + settings + settings.origin(secret))
                .doesNotContain(CANARY);
            if (secret.name().equals("HTTPS_PROXY")) {
                assertThat(settings.get(NetworkSettings.HTTPS_PROXY).toString()).doesNotContain(CANARY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldMaskASecretWhenItIsRefused(Setting<?> secret) {
        for (SettingsFixture way : ways(secret, value(secret) + "\t\u0001 " + CANARY)) {
            assertThat(way.problems().toString()).contains(secret.name()).doesNotContain(CANARY);
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldMaskASecretWhenItIsGivenInPlaceOfItsFilesPath(Setting<?> secret) {
        assertThat(new SettingsFixture(folder).with(secret.fileName(), CANARY).problems().toString())
            .contains(secret.fileName() + ": *** names a file that cannot be read").doesNotContain(CANARY);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldMaskASecretWhenItIsGivenTwice(Setting<?> secret) {
        SettingsFixture fixture = new SettingsFixture(folder).with(secret.name(), value(secret)).with(secret.fileName(), CANARY);

        assertThat(fixture.problems().toString()).contains(secret.fileName()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZENDESK_API_TOKN", "ZENDESK_TOKEN", "MAESTROQA_API_TOKE", "STORE_PASSWROD"})
    void shouldNotRepeatTheValueOfAMisspeltName(String name) {
        assertThat(new SettingsFixture(folder).with(name, CANARY).warnings().toString()).contains(name).doesNotContain(CANARY);
        assertThat(new SettingsFixture(folder).properties(name + "=" + CANARY).problems().toString()).contains(name).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inner space", "line\nfeed", "carriage\rreturn", "tab\t", " before", "after ", "nonascii\u00e9", "bom\ufeff"})
    void shouldRefuseATokenWhenItCouldNotTravelInAHeader(String token) {
        assertThat(new SettingsFixture(folder).with("API_READ_TOKEN", token).problems()).containsExactly("API_READ_TOKEN: *** holds a space, "
            + "a control character or one outside ASCII: set it again, exactly as it was issued");
    }

    private List<SettingsFixture> ways(Setting<?> secret, String value) {
        SettingsFixture file = new SettingsFixture(folder.resolve("file"));
        SettingsFixture properties = new SettingsFixture(folder.resolve("properties"));
        return List.of(new SettingsFixture(folder).with(secret.name(), value),
            file.with(secret.fileName(), file.file("secret", value + "\n").toString()),
            properties.properties(secret.name() + "=" + value));
    }

    private static String value(Setting<?> secret) {
        return secret.name().equals("HTTPS_PROXY") ? "http://me:" + CANARY + "@proxy:3128" : CANARY;
    }
}
