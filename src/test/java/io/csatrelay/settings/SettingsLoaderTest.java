package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where values are looked for, and in which order. */
class SettingsLoaderTest {
    @TempDir
    private Path folder;
    private SettingsFixture fixture;

    @BeforeEach
    void newFixture() {
        fixture = new SettingsFixture(folder);
    }

    @Test
    void shouldAskEnvironmentThenFileThenPropertiesThenDefault() {
        Path file = fixture.file("second", "8002");
        fixture.properties("HTTP_PORT=8003", "MANAGEMENT_PORT=8003", "MAESTROQA_IN_FLIGHT=3")
            .with("HTTP_PORT", "8001").with("MANAGEMENT_PORT_FILE", file.toString());

        Settings settings = fixture.load();

        assertThat(settings.get(HttpSettings.PORT)).isEqualTo(8001);
        assertThat(settings.origin(HttpSettings.PORT)).hasToString("environment");
        assertThat(settings.get(HttpSettings.MANAGEMENT_PORT)).isEqualTo(8002);
        assertThat(settings.origin(HttpSettings.MANAGEMENT_PORT)).hasToString("file " + file);
        assertThat(settings.get(MaestroSettings.IN_FLIGHT)).isEqualTo(3);
        assertThat(settings.origin(MaestroSettings.IN_FLIGHT)).hasToString("properties file " + fixture.work().resolve("relay.properties"));
        assertThat(settings.get(MaestroSettings.BATCH_SIZE)).isEqualTo(100);
        assertThat(settings.origin(MaestroSettings.BATCH_SIZE)).hasToString("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t0ken", "t0ken\n", "t0ken\r\n", "t0ken\n\n"})
    void shouldCutLineEndsWhenASecretIsAFile(String content) {
        fixture.with("API_READ_TOKEN_FILE", fixture.file("token", content).toString());

        assertThat(fixture.load().get(HttpSettings.READ_TOKEN)).isEqualTo("t0ken");
    }

    @Test
    void shouldReadAFileNamedByThePropertiesFileFromTheWorkingDirectory() {
        fixture.file("token", "t0ken\n");
        fixture.properties("API_READ_TOKEN_FILE=token");

        assertThat(fixture.load().get(HttpSettings.READ_TOKEN)).isEqualTo("t0ken");
    }

    @Test
    void shouldRefuseBothANameAndItsFileInOnePlace() {
        fixture.with("API_READ_TOKEN", "one").with("API_READ_TOKEN_FILE", fixture.file("token", "two").toString());

        assertThat(fixture.problems())
            .containsExactly("API_READ_TOKEN: is set, and API_READ_TOKEN_FILE is too, in the environment: keep one of the two");
    }

    @Test
    void shouldCountAnEmptyValueAsUnset() {
        fixture.properties("LOG_LEVEL=").with("HTTP_PORT", "").with("HTTP_HOST", "  ").with("API_READ_TOKEN_FILE", "");

        Settings settings = fixture.load();

        assertThat(settings.origin(HttpSettings.PORT)).hasToString("default");
        assertThat(settings.origin(HttpSettings.HOST)).hasToString("default");
        assertThat(settings.origin(HttpSettings.READ_TOKEN)).hasToString("unset");
        assertThat(settings.origin(GeneralSettings.LOG_LEVEL)).hasToString("default");
    }

    @Test
    void shouldSayWhyWhenAFileCannotBeUsed() throws Exception {
        Path binary = Files.write(fixture.file("binary", ""), "é".getBytes(StandardCharsets.ISO_8859_1));
        fixture.with("HTTP_PORT_FILE", "absent").with("STORE_USER_FILE", fixture.file("empty", "\n").toString())
            .with("HTTP_HOST_FILE", binary.toString()).with("LOG_LEVEL_FILE", fixture.work().toString());

        assertThat(fixture.problems()).containsExactlyInAnyOrder(
            "HTTP_PORT_FILE: \"absent\" names a file that cannot be read (it does not exist): check the path and its permissions",
            "STORE_USER_FILE: \"" + fixture.work() + "/empty\" names an empty file: write the value into it, or unset it",
            "HTTP_HOST_FILE: \"" + binary + "\" names a file that is not UTF-8 text: check the path and the file's encoding",
            "LOG_LEVEL_FILE: \"" + fixture.work() + "\" names a file that cannot be read (it is a folder): check the path and its permissions");
    }

    @Test
    void shouldSayWhyWhenThePropertiesFileCannotBeRead() {
        fixture.with("CSAT_RELAY_CONFIG", "/absent/relay.properties");

        assertThat(fixture.problems()).containsExactly("CSAT_RELAY_CONFIG: \"/absent/relay.properties\" names a file that cannot be read "
            + "(it does not exist): check the path and its permissions");
    }

    @Test
    void shouldRefuseThePropertiesFileWhenALineIsBrokenOrThereTwice() {
        assertThat(fixture.properties("HTTP_PORT=1", "HTTP_PORT=2").problems())
            .containsExactly("CSAT_RELAY_CONFIG: its file has HTTP_PORT twice: keep one of the lines");
        assertThat(fixture.properties("STORE_USER=C:\\users").problems()).singleElement().asString()
            .endsWith("relay.properties\" holds a broken \\u escape: write the character itself, or double the backslash");
    }

    @Test
    void shouldReportAllProblemsAtOnce() {
        fixture.properties("ZENDESK_BASE_ULR=https://company.zendesk.com").with("ZENDESK_EMAIL", "me").with("HTTP_PORT", "http")
            .with("HTTP_HOST", "0.0.0.0").with("MAESTROQA_URL", "http://app.maestroqa.com/x").with("ZENDESK_RATINGS_CRON", "* * * * *");

        assertThat(fixture.problems()).extracting(problem -> problem.substring(0, problem.indexOf(':'))).containsExactly(
            "ZENDESK_BASE_ULR", "HTTP_PORT", "ZENDESK_EMAIL", "ZENDESK_RATINGS_CRON", "MAESTROQA_URL", "ZENDESK_BASE_URL",
            "ZENDESK_API_TOKEN", "MAESTROQA_API_TOKEN", "HTTP_HOST");
        assertThatThrownBy(fixture::load).isInstanceOf(SettingsException.class)
            .hasMessageStartingWith("reading the settings: 9 problems\n  ZENDESK_BASE_ULR: is an unknown key");
    }

    @Test
    void shouldResolveTheStoreInTheDataFolderThatWasSet() {
        assertThat(fixture.with("DATA_DIR", "/data").load().get(GeneralSettings.STORE_URL)).isEqualTo("jdbc:sqlite:/data/csat-relay.db");
    }

    @Test
    void shouldReportOnlyTheDataFolderWhenTheStoresDefaultNeedsIt() {
        assertThat(fixture.with("DATA_DIR", "a\0b").problems()).singleElement().asString()
            .startsWith("DATA_DIR: \"a\\u0000b\" is no path");
    }

    @Test
    void shouldReportOneProblemWhenADefaultNeedsWhatWasRefused() {
        Catalogue catalogue = Catalogue.of(Area.of("Ports", Setting.of("ONE", Formats.port(), "One."),
            Setting.of("OTHER", Formats.port(), "The same.").defaultsTo("<ONE>")));

        assertThat(fixture.with("ONE", "1").load(catalogue).placeholders()).containsEntry("OTHER", "1");
        assertThatThrownBy(() -> fixture.with("ONE", "one").load(catalogue)).isInstanceOf(SettingsException.class)
            .hasMessageStartingWith("reading the settings: 1 problem\n  ONE: \"one\" is no whole number");
    }

    @Test
    void shouldShowALongOrBrokenValueOnOneShortLine() {
        assertThat(fixture.with("LOG_LEVEL", "loud\nERROR " + "x".repeat(1000)).problems()).singleElement().asString()
            .startsWith("LOG_LEVEL: \"loud\\u000aERROR xxx").contains("xxx…\" is none of").hasSizeLessThan(250);
    }

    @Test
    void shouldTellADefaultFromWhatAPersonSet() {
        Settings settings = fixture.with("HTTP_PORT", "8080").load();

        assertThat(settings.isSet(HttpSettings.PORT)).isTrue();
        assertThat(settings.isSet(HttpSettings.MANAGEMENT_PORT)).isFalse();
        assertThat(settings.isSet(MaestroSettings.URL)).isFalse();
    }

    @Test
    void shouldKnowTheMembersOfAFamilyByTheIdInTheirNames() {
        Family<String> secrets = new Family<>("INTAKE_", "_SECRET", SecretFormat.inHeader(), "The secret of an intake.");
        Catalogue catalogue = Catalogue.of(Area.of("Intake").prefix("INTAKE_").family(secrets));
        fixture.with("INTAKE_SHOP_EU_SECRET", "one").with("INTAKE_APP_SECRET_FILE", fixture.file("two", "two\n").toString());

        Settings settings = fixture.load(catalogue);

        assertThat(settings.get(secrets.of("shop-eu"))).isEqualTo("one");
        assertThat(settings.get(secrets.of("app"))).isEqualTo("two");
        assertThat(settings.find(secrets.of("other"))).isEmpty();
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.lines()).extracting(ConfigLine::name).containsExactly("INTAKE_APP_SECRET", "INTAKE_SHOP_EU_SECRET");
    }

    @Test
    void shouldSayThatASettingIsUnsetWhenItIsNeeded() {
        Settings settings = fixture.load();

        assertThatThrownBy(() -> settings.get(MaestroSettings.URL)).isInstanceOf(IllegalStateException.class)
            .hasMessage("reading setting MAESTROQA_URL: it is not set and has no default: set it, or ask whether it is first");
    }
}
