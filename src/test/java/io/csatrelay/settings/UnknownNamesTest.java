package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownNamesTest {
    @TempDir
    private Path folder;
    private SettingsFixture fixture;

    @BeforeEach
    void newFixture() {
        fixture = new SettingsFixture(folder);
    }

    @ParameterizedTest
    @CsvSource({"ZENDESK_BASE_ULR,ZENDESK_BASE_URL", "MAESTRO_URL,MAESTROQA_URL", "zendesk.base-url,ZENDESK_BASE_URL",
        "HTTP_PROT_FILE,HTTP_PORT_FILE", "STORE_PASWORD,STORE_PASSWORD"})
    void shouldNameTheNearestWhenAKeyIsUnknown(String key, String nearest) {
        assertThat(fixture.properties(key + "=x").problems())
            .containsExactly(key + ": is an unknown key in the properties file: did you mean " + nearest + "?");
    }

    @Test
    void shouldNotRepeatAKeyWhenTheFileIsNoPropertiesFile() {
        assertThat(fixture.properties("c4naryS3cret").problems()).singleElement().asString()
            .startsWith("a key of 12 characters: is an unknown key").doesNotContain("c4naryS3cret");
    }

    @Test
    void shouldRefuseThePropertiesFileToNameAnother() {
        assertThat(fixture.properties("CSAT_RELAY_CONFIG=/etc/other").problems())
            .containsExactly("CSAT_RELAY_CONFIG: is a key of the properties file itself: set it in the environment only");
    }

    @Test
    void shouldSayTheMisspeltNameWithTheProblemThatItMakes() {
        SettingsLoader loader = new SettingsLoader(Catalogue.standard(), folder, folder);

        assertThatThrownBy(() -> loader.load(Map.of("ZENDESK_BASE_URL", "https://a.zendesk.com", "ZENDESK_EMAIL", "a@b.example", "ZENDESK_API_TOKN", "c4nary")))
            .isInstanceOf(SettingsException.class).hasMessageContaining("1 problem")
            .hasMessageContaining("warning: ZENDESK_API_TOKN: is no setting").hasMessageNotContaining("c4nary");
    }

    @ParameterizedTest
    @CsvSource({"ZENDESK_API_TOKN,ZENDESK_API_TOKEN", "zendesk_email,ZENDESK_EMAIL", "MAESTROQA_URL_FIEL,MAESTROQA_URL_FILE",
        "MAESTROQA_TOKEN,MAESTROQA_API_TOKEN", "LOGLEVEL,LOG_LEVEL", "HTTP_PROT,HTTP_PORT", "https_proxy,HTTPS_PROXY",
        "API_ADMIN_TOKNE,API_ADMIN_TOKEN", "CSAT_RELAY_CONFG,CSAT_RELAY_CONFIG"})
    void shouldWarnWhenAnEnvironmentNameIsAlmostOurs(String name, String nearest) {
        assertThat(fixture.with(name, "c4nary").warnings())
            .containsExactly(name + ": is no setting, so it does nothing: did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "HOME", "HOSTNAME", "PWD", "USER", "SHELL", "LANG", "LC_ALL", "TZ", "TERM", "TMPDIR", "SHLVL", "LOGNAME",
        "OLDPWD", "MAIL", "EDITOR", "DISPLAY", "JAVA_HOME", "JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JAVA_VERSION", "MAVEN_OPTS", "CLASSPATH",
        "XDG_DATA_DIRS", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "SSH_AUTH_SOCK", "KUBERNETES_SERVICE_HOST", "KUBERNETES_PORT",
        "KUBERNETES_PORT_443_TCP_ADDR", "ZENDESK_SERVICE_HOST", "ZENDESK_SERVICE_PORT_HTTP", "ZENDESK_PORT_80_TCP", "POD_NAME", "CI",
        "GITHUB_TOKEN", "DATABASE_URL", "SSL_CERT_FILE", "CSAT_RELAY_HOME", "CSAT_RELAY_OPTS", "SERVER_PORT", "ROOT_DIR"})
    void shouldStaySilentWhenAnEnvironmentNameIsSomeoneElses(String name) {
        assertThat(fixture.with(name, "anything").warnings()).isEmpty();
    }

    @Test
    void shouldStaySilentWhenTheNearNameIsSetTooOrTheValueIsNoSlip() {
        fixture.with("HTTPS_PROXY", "http://proxy:3128").with("HTTP_PROXY", "http://proxy:3128").with("https_proxy", "http://proxy:3128")
            .with("ZENDESK_PORT", "tcp://10.0.0.1:80").with("ZENDESK_BASE_ULR", "");

        assertThat(fixture.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"same,same,0", "'',abc,3", "abc,'',3", "abcd,abdc,1", "abc,abcd,1", "abc,ab,1", "abc,axc,1", "kitten,sitting,3"})
    void shouldCountSlipsOfThePen(String one, String other, int slips) {
        assertThat(EditDistance.between(one, other)).isEqualTo(slips);
    }
}
