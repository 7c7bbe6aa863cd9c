package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GnattaSettingsTest {
    @TempDir
    private Path folder;

    private SettingsFixture whole() {
        return new SettingsFixture(folder).with("GNATTA_BASE_URL", "https://api.gnatta.io/reporting/v1.2").with("GNATTA_CLIENT_ID", "relay").with("GNATTA_CLIENT_SECRET", "s");
    }

    @Test
    void shouldBeOffWhenNothingIsSetAndOnWithADomainOrATokenUrl() {
        assertThat(new SettingsFixture(folder).load().sourceOn(GnattaSettings.GROUP)).isFalse();
        assertThat(whole().with("GNATTA_DOMAIN_ID", "d").load().sourceOn(GnattaSettings.GROUP)).isTrue();
        assertThat(whole().with("GNATTA_TOKEN_URL", "https://auth.gnatta.services/t").load().sourceOn(GnattaSettings.GROUP)).isTrue();
    }

    @Test
    void shouldSayWhatIsMissingOrTooMuchWhenSomeAreSet() {
        assertThat(whole().problems()).containsExactly("GNATTA_DOMAIN_ID: is not set, but GNATTA_BASE_URL is: set GNATTA_DOMAIN_ID, or GNATTA_TOKEN_URL");
        assertThat(whole().with("GNATTA_DOMAIN_ID", "d").with("GNATTA_TOKEN_URL", "https://auth.gnatta.services/t").problems())
            .containsExactly("GNATTA_DOMAIN_ID and GNATTA_TOKEN_URL: are set, two ways to sign in to gnatta: keep one of: GNATTA_DOMAIN_ID, or GNATTA_TOKEN_URL");
        assertThat(new SettingsFixture(folder).with("GNATTA_DOMAIN_ID", "d").problems()).hasSize(3).allMatch(problem -> problem.contains("unset all that gnatta needs"));
    }

    @Test
    void shouldRefuseABaseUrlThatIsNoReportingApi() {
        assertThat(whole().with("GNATTA_DOMAIN_ID", "d").with("GNATTA_BASE_URL", "https://api.gnatta.io").problems())
            .containsExactly("GNATTA_BASE_URL: \"https://api.gnatta.io\" does not end in /reporting/v1.2: write it such as https://api.gnatta.io/reporting/v1.2");
    }
}
