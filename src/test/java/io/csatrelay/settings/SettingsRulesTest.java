package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several settings must hold together. */
class SettingsRulesTest {
    private static final String OFF = "set it, or unset all that zendesk needs to turn it off";

    @TempDir
    private Path folder;
    private SettingsFixture fixture;

    @BeforeEach
    void newFixture() {
        fixture = new SettingsFixture(folder);
    }

    @Test
    void shouldBeOffWithoutAWordWhenNothingRequiredIsSet() {
        Settings settings = fixture.with("ZENDESK_RATINGS_SINCE", "10d").load();

        assertThat(settings.sourceOn("zendesk")).isFalse();
        assertThat(settings.sourceOn("maestroqa")).isFalse();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void shouldBeOnWhenUrlAndOneWayToSignInAreSet() {
        SettingsFixture basic = zendesk().with("ZENDESK_EMAIL", "me@company.com").with("ZENDESK_API_TOKEN", "t0ken");
        SettingsFixture bearer = zendesk().with("ZENDESK_OAUTH_TOKEN", "t0ken");

        assertThat(basic.load().sourceOn("zendesk")).isTrue();
        assertThat(bearer.load().sourceOn("zendesk")).isTrue();
    }

    @Test
    void shouldNameWhatIsMissingWhenASourceIsHalfSet() {
        assertThat(new SettingsFixture(folder).with("ZENDESK_EMAIL", "me@company.com").problems()).containsExactly(
            "ZENDESK_BASE_URL: is not set, but ZENDESK_EMAIL is: " + OFF, "ZENDESK_API_TOKEN: is not set, but ZENDESK_EMAIL is: " + OFF);
        assertThat(zendesk().with("ZENDESK_API_TOKEN", "t0ken").problems()).containsExactly(
            "ZENDESK_EMAIL: is not set, but ZENDESK_BASE_URL is: " + OFF);
        assertThat(zendesk().problems()).containsExactly("ZENDESK_EMAIL: is not set, but ZENDESK_BASE_URL is: "
            + "set ZENDESK_EMAIL + ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN");
    }

    @Test
    void shouldNameWhatIsMissingWhenLivePersonIsHalfSet() {
        String off = "set it, or unset all that liveperson needs to turn it off";
        assertThat(new SettingsFixture(folder).with("LIVEPERSON_BASE_URL", "https://va-a.data.liveperson.net").problems()).containsExactly(
            "LIVEPERSON_ACCOUNT_ID: is not set, but LIVEPERSON_BASE_URL is: set it and a way to sign in, or unset LIVEPERSON_BASE_URL");
        assertThat(new SettingsFixture(folder).with("LIVEPERSON_ACCOUNT_ID", "56072331").with("LIVEPERSON_APP_KEY", "k3y").with("LIVEPERSON_ACCESS_TOKEN", "t0ken")
            .problems()).containsExactly("LIVEPERSON_APP_SECRET: is not set, but LIVEPERSON_ACCOUNT_ID is: " + off,
            "LIVEPERSON_ACCESS_TOKEN_SECRET: is not set, but LIVEPERSON_ACCOUNT_ID is: " + off);
        assertThat(new SettingsFixture(folder).with("LIVEPERSON_CLIENT_SECRET", "s3cret").problems()).containsExactly(
            "LIVEPERSON_ACCOUNT_ID: is not set, but LIVEPERSON_CLIENT_SECRET is: " + off, "LIVEPERSON_CLIENT_ID: is not set, but LIVEPERSON_CLIENT_SECRET is: " + off);
        assertThat(new SettingsFixture(folder).with("LIVEPERSON_ACCOUNT_ID", "56072331").problems().toString()).contains(
            "LIVEPERSON_TOKEN, or LIVEPERSON_CLIENT_ID + LIVEPERSON_CLIENT_SECRET, or LIVEPERSON_APP_KEY");
    }

    @Test
    void shouldNameWhatIsMissingWhenQualtricsIsHalfSet() {
        String off = " is not set, but QUALTRICS_BASE_URL is: set it, or unset all that qualtrics needs to turn it off";
        assertThat(new SettingsFixture(folder).with("QUALTRICS_BASE_URL", "https://fra1.qualtrics.com/API/v3").problems()).containsExactly(
            "QUALTRICS_API_TOKEN:" + off, "QUALTRICS_SURVEY_ID:" + off, "QUALTRICS_SCORE_QUESTION:" + off);
        assertThat(new SettingsFixture(folder).with("QUALTRICS_CRON", "0 0 * * * ?").load().sourceOn("qualtrics")).isFalse();
    }

    @Test
    void shouldRefuseAQualtricsUrlThatIsNotThatOfItsApi() {
        for (String url : new String[] {"https://fra1.qualtrics.com", "https://fra1.qualtrics.com/API/v2", "https://fra1.qualtrics.com/API/v3/surveys"}) {
            assertThat(qualtrics().with("QUALTRICS_BASE_URL", url).problems()).as(url).singleElement().asString().startsWith("QUALTRICS_BASE_URL: ").contains("/API/v3");
        }
        assertThat(qualtrics().with("QUALTRICS_BASE_URL", "https://fra1.qualtrics.com/API/v3/").load().sourceOn("qualtrics")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "7"})
    void shouldRefuseAScaleOfQualtricsWhoseLowestValueIsNotBelowItsHighest(String lowest) {
        assertThat(qualtrics().with("QUALTRICS_SCORE_MIN", lowest).problems()).containsExactly(
            "QUALTRICS_SCORE_MIN: is not below QUALTRICS_SCORE_MAX: write the lowest and the highest value of the question");
        assertThat(qualtrics().with("QUALTRICS_SCORE_MIN", lowest).with("QUALTRICS_SCORE_MAX", "10").load().get(QualtricsSettings.SCORE_MAX)).isEqualTo(10);
    }

    @Test
    void shouldBeOnWithEachOfThreeWaysToSignInToLivePerson() {
        for (String way : new String[] {"TOKEN", "CLIENT_ID,CLIENT_SECRET", "APP_KEY,APP_SECRET,ACCESS_TOKEN,ACCESS_TOKEN_SECRET"}) {
            SettingsFixture given = new SettingsFixture(folder).with("LIVEPERSON_ACCOUNT_ID", "56072331");
            for (String name : way.split(",")) {
                given.with("LIVEPERSON_" + name, "va1ue");
            }
            assertThat(given.load().sourceOn("liveperson")).as(way).isTrue();
        }
        assertThat(fixture.with("LIVEPERSON_CRON", "0 0 * * * ?").load().sourceOn("liveperson")).isFalse();
    }

    @Test
    void shouldRefuseTwoWaysToSignIn() {
        assertThat(zendesk().with("ZENDESK_OAUTH_TOKEN", "t0ken").with("ZENDESK_API_TOKEN", "t0ken").problems()).containsExactly(
            "ZENDESK_API_TOKEN and ZENDESK_OAUTH_TOKEN: are set, two ways to sign in to zendesk: "
                + "keep one of: ZENDESK_EMAIL + ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN");
    }

    @Test
    void shouldNotCallASettingMissingWhenItIsSetButWrong() {
        assertThat(zendesk().with("ZENDESK_OAUTH_TOKEN", "with space").problems()).singleElement().asString()
            .startsWith("ZENDESK_OAUTH_TOKEN: *** holds a space");
    }

    @Test
    void shouldWarnOfATokenAloneAndRefuseAUrlAloneForTheSink() {
        SettingsFixture token = new SettingsFixture(folder).with("MAESTROQA_API_TOKEN", "t0ken");

        assertThat(token.load().sourceOn("maestroqa")).isFalse();
        assertThat(token.warnings()).containsExactly(
            "MAESTROQA_API_TOKEN: is set, but MAESTROQA_URL is not, so maestroqa is off: set MAESTROQA_URL too, or unset it");
        assertThat(fixture.with("MAESTROQA_URL", "https://app.maestroqa.com/x").problems()).containsExactly("MAESTROQA_API_TOKEN: is not set, "
            + "but MAESTROQA_URL is: set it, or unset all that maestroqa needs to turn it off");
    }

    @Test
    void shouldWarnWhenMaestrosUrlIsAHostOnly() {
        fixture.with("MAESTROQA_URL", "https://app.maestroqa.com/").with("MAESTROQA_API_TOKEN", "t0ken");

        assertThat(fixture.warnings()).containsExactly("MAESTROQA_URL: \"https://app.maestroqa.com\" has no path: it takes the whole "
            + "endpoint, such as https://app.maestroqa.com/api/v1/create-customer-feedback");
        assertThat(fixture.load().sourceOn("maestroqa")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "relay.company.com", "127.evil.com"})
    void shouldRefuseToListenForOthersWithoutBothTokens(String host) {
        fixture.with("HTTP_HOST", host).with("API_READ_TOKEN", "r3ad");

        assertThat(fixture.problems()).containsExactly("HTTP_HOST: \"" + host + "\" is reached from other machines, and the API has not both "
            + "tokens: set API_READ_TOKEN and API_ADMIN_TOKEN, or listen on 127.0.0.1");
        assertThat(fixture.with("API_ADMIN_TOKEN", "adm1n").load().get(HttpSettings.HOST)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
    void shouldListenOnLoopbackWithoutTokens(String host) {
        assertThat(fixture.with("HTTP_HOST", host).load().get(HttpSettings.HOST)).isEqualTo(host);
    }

    @Test
    void shouldRefuseOneTokenForBothRights() {
        fixture.with("API_READ_TOKEN", "t0ken").with("API_ADMIN_TOKEN", "t0ken");

        assertThat(fixture.problems())
            .containsExactly("API_ADMIN_TOKEN: is the same as API_READ_TOKEN, so every reader is an admin: set another one");
    }

    @Test
    void shouldRefuseOnePortForBothUnlessTheSystemChooses() {
        assertThat(fixture.with("HTTP_PORT", "9090").problems())
            .containsExactly("MANAGEMENT_PORT: is the same as HTTP_PORT: set another one, or 0 for any free one");
        assertThat(fixture.with("HTTP_PORT", "0").with("MANAGEMENT_PORT", "0").warnings()).isEmpty();
    }

    @Test
    void shouldRefuseToAnswerForAGroupThatNobodyDeclared() {
        Settings settings = fixture.load();

        assertThatThrownBy(() -> settings.sourceOn("zendesk-ratings")).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("zendesk-ratings");
    }

    private SettingsFixture zendesk() {
        return new SettingsFixture(folder).with("ZENDESK_BASE_URL", "https://company.zendesk.com");
    }

    private SettingsFixture qualtrics() {
        return new SettingsFixture(folder).with("QUALTRICS_BASE_URL", "https://fra1.qualtrics.com/API/v3").with("QUALTRICS_API_TOKEN", "t0ken")
            .with("QUALTRICS_SURVEY_ID", "SV_0abcDEF1234ghIJ").with("QUALTRICS_SCORE_QUESTION", "QID1");
    }
}
