package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each format takes, and in which words it refuses. */
class SettingsFormatsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*/5 * * * *    | write \"0 */5 * * * ?\"",
        "0 3 * * 1-5    | write \"0 0 3 ? * MON-FRI\"",
        "0 3 * * 0,6    | write \"0 0 3 ? * SUN,SAT\"",
        "15 3 1 * *     | write \"0 15 3 1 * ?\"",
        "15 3 * * SUN   | write \"0 15 3 ? * SUN\"",
    })
    void shouldSpellOutTheRightCronWhenItHasFiveFields(String given, String advice) {
        assertThat(refusal("ZENDESK_RATINGS_CRON", given))
            .isEqualTo("ZENDESK_RATINGS_CRON: \"" + given + "\" has five fields, the first here being the seconds: " + advice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 3 1 * 1      | has five fields, the first here being the seconds: write seconds minutes hours",
        "0 */5 * * * *  | is no Quartz cron: write \"0 */5 * * * ?\"",
        "hourly         | is no Quartz cron: write seconds minutes hours",
        "0 99 * * * ?   | is no Quartz cron: write seconds minutes hours",
        "0 0 0 30 2 ?   | names a day that never comes: write seconds minutes hours",
    })
    void shouldRefuseACronWhenItIsNone(String given, String words) {
        assertThat(refusal("ZENDESK_RATINGS_CRON", given)).startsWith("ZENDESK_RATINGS_CRON: \"" + given + "\" " + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://company.zendesk.com", "https://company.zendesk.com:8443/", "http://localhost:8080", "http://LOCALHOST",
        "http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]:8080", "http://[0:0:0:0:0:0:0:1]"})
    void shouldTakeAVendorsUrlWhenItIsHttpsOrOnLoopback(String given) {
        assertThat(taken(ZendeskSettings.BASE_URL, given)).isEqualTo(given.toLowerCase().replaceFirst("/$", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "http://company.zendesk.com         | is http to another machine: use https; http is only for localhost",
        "http://127.0.0.1.evil.com          | is http to another machine",
        "http://localhost.evil.com          | is http to another machine",
        "http://128.0.0.1                   | is http to another machine",
        "http://127.1                       | is no URL with scheme and host",
        "http://[::2]                       | is http to another machine",
        "http://0.0.0.0                     | is http to another machine",
        "ftp://company.zendesk.com          | is not https",
        "company.zendesk.com                | is no URL with scheme and host: write it such as https://company.zendesk.com",
        "https://                           | is no URL",
        "https:///path                      | is no URL with scheme and host",
        "https://comp any.zendesk.com       | is no URL",
        "https://company.zendesk.com:0      | is no URL with scheme and host",
        "https://company.zendesk.com:70000  | is no URL with scheme and host",
        "https://company.zendesk.com/api/v2 | has a path: write scheme and host only",
    })
    void shouldRefuseAVendorsUrlWhenItIsUnsafeOrUnclear(String given, String words) {
        assertThat(refusal("ZENDESK_BASE_URL", given)).startsWith("ZENDESK_BASE_URL: \"" + given + "\" " + words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://me:pw@company.zendesk.com     | \"https://***@company.zendesk.com\" has a user in it",
        "https://me:p^w@company.zendesk.com    | \"https://***@company.zendesk.com\" is no URL",
        "https://company.zendesk.com?key=pw    | \"https://company.zendesk.com?***\" has a query or a fragment",
        "https://company.zendesk.com#pw        | \"https://company.zendesk.com?***\" has a query or a fragment",
        "me:pw@company.zendesk.com             | \"***@company.zendesk.com\"",
    })
    void shouldHideWhatMayBeSecretInAUrlWhenRefusingIt(String given, String words) {
        assertThat(refusal("ZENDESK_BASE_URL", given)).startsWith("ZENDESK_BASE_URL: " + words).doesNotContain("pw", "p^w");
    }

    @ParameterizedTest
    @CsvSource({"30s,30s", "10m,10m", "36h,1d12h", "1d,1d", "1d12h30m5s,1d12h30m5s", "PT10M,10m", "P1D,1d", "24h,1d"})
    void shouldTakeASpanWhenItHasUnits(String given, String normal) {
        assertThat(taken(ZendeskSettings.WINDOW, given)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10                          | has no unit: write 10s, 10m, 10h or 10d",
        "-10m                        | is no span of time: write it such as 30s, 10m, 36h, 1d or PT10M",
        "10 minutes                  | is no span of time",
        "m                           | is no span of time",
        "PT                          | is no span of time",
        "PT0.5S                      | is no span in whole seconds",
        "PT-10M                      | is no span in whole seconds",
        "0s                          | is out of range: write from 1s to 31d",
        "32d                         | is out of range: write from 1s to 31d",
        "999999999d999999999h        | is out of range",
        "99999999999d                | is no span of time",
    })
    void shouldRefuseASpanWhenItIsUnclear(String given, String words) {
        assertThat(refusal("ZENDESK_WINDOW", given)).startsWith("ZENDESK_WINDOW: \"" + given + "\" " + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"offered", "unoffered", "received", "received_with_comment", "received_without_comment", "good",
        "good_with_comment", "good_without_comment", "bad", "bad_with_comment", "bad_without_comment", "all"})
    void shouldTakeAScoreWhenTheVendorDocumentsIt(String given) {
        assertThat(taken(ZendeskSettings.RATINGS_SCORE, given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Received", "recieved", "any", "good,bad", "1"})
    void shouldRefuseAScoreWhenTheVendorDoesNotKnowIt(String given) {
        assertThat(refusal("ZENDESK_RATINGS_SCORE", given)).isEqualTo("ZENDESK_RATINGS_SCORE: \"" + given
            + "\" is none of the values it takes: write one of offered, unoffered, received, received_with_comment, received_without_comment, "
            + "good, good_with_comment, good_without_comment, bad, bad_with_comment, bad_without_comment, all");
    }

    @ParameterizedTest
    @CsvSource({"HTTP_PORT,-1,0 to 65535", "HTTP_PORT,65536,0 to 65535", "HTTP_PORT,80a,0 to 65535", "MANAGEMENT_PORT,+80,0 to 65535",
        "MAESTROQA_BATCH_SIZE,0,1 to 100", "MAESTROQA_BATCH_SIZE,101,1 to 100", "MAESTROQA_PER_SECOND,0,1 to 1000000",
        "MAESTROQA_PER_MINUTE,0,1 to 1000000", "MAESTROQA_PER_MINUTE,99999999999,1 to 1000000", "MAESTROQA_IN_FLIGHT,11,1 to 10"})
    void shouldRefuseANumberWhenItIsOutOfRange(String name, String given, String range) {
        assertThat(refusal(name, given)).isEqualTo(name + ": \"" + given + "\" is no whole number from " + range + ": write one, in digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "367", "-1", "4w", "29 d"})
    void shouldRefuseDaysWhenTheyAreNoNumberOfDays(String given) {
        assertThat(refusal("ZENDESK_RATINGS_REREAD", given))
            .isEqualTo("ZENDESK_RATINGS_REREAD: \"" + given + "\" is no number of days from 1 to 366: write one, in digits");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mysql://db/csat                                   | is no URL of SQLite or PostgreSQL",
        "jdbc:sqlite:                                      | is no URL of SQLite or PostgreSQL",
        "jdbc:postgresql://db/csat?user=me&password=pw     | has a user or a password in it, which logs would show: set STORE_USER and STORE_PASSWORD",
        "jdbc:postgresql://db/csat?ssl=true&sslpassword=pw | has a user or a password in it, which logs would show: set STORE_USER and STORE_PASSWORD",
        "jdbc:postgresql://me:pw@db/csat                   | has a user or a password in it, which logs would show: set STORE_USER and STORE_PASSWORD",
    })
    void shouldRefuseAStoresUrlWhenItIsForeignOrHoldsAPassword(String given, String words) {
        assertThat(refusal("STORE_URL", given)).contains(words).doesNotContain("pw");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://proxy:3128       | is no address of an HTTP proxy",
        "proxy:3128               | is no address of an HTTP proxy",
        "http://proxy             | is no address of an HTTP proxy",
        "http://proxy:3128/path   | has more than host and port",
        "http://me:p^w@proxy:3128 | is no URL",
    })
    void shouldRefuseAProxyWhenItIsNoHostAndPort(String given, String words) {
        assertThat(refusal("HTTPS_PROXY", given)).contains(words).doesNotContain("p^w");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP_HOST              | http://localhost      | is no host",
        "HTTP_HOST              | localhost:8080        | is no host",
        "MANAGEMENT_HOST        | 300.0.0.1             | is no host",
        "MANAGEMENT_HOST        | ::g                   | is no host",
        "ZENDESK_EMAIL          | me@company.com/token  | ends in /token: leave that away",
        "ZENDESK_EMAIL          | me                    | is no e-mail address",
        "MAESTROQA_TOKEN_HEADER | api token             | is no name of an HTTP header",
        "NO_PROXY               | http://localhost      | is no list of hosts",
        "NO_PROXY               | a b                   | is no list of hosts",
        "LOG_LEVEL              | loud                  | is none of the values it takes: write one of TRACE, DEBUG, INFO, WARN, ERROR",
        "ZENDESK_RATINGS_SINCE  | 30                    | has no unit: write 30s, 30m, 30h or 30d",
        "ZENDESK_RATINGS_SINCE  | 2026-02-30            | is no date or instant",
        "ZENDESK_RATINGS_SINCE  | 2026-05-01T00:00:00   | is no date or instant: write it such as 2026-05-01 or 2026-05-01T00:00:00Z",
        "CA_BUNDLE_FILE         | absent.pem            | names a file that cannot be read (it does not exist)",
        "CA_BUNDLE_FILE         | .                     | names a file that cannot be read (it is a folder)",
    })
    void shouldSayWhatIsWrongWhenRefusing(String name, String given, String words) {
        assertThat(refusal(name, given)).startsWith(name + ": \"" + given + "\" " + words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ZENDESK_EMAIL          | me@company.com/token:pw | \"me@company.com/token:***\" is no e-mail address",
        "MAESTROQA_TOKEN_HEADER | apitoken: pw            | \"apitoken:***\" is no name of an HTTP header",
        "STORE_URL              | jdbc:postgresql://me:p/w@db/csat?password=pw | \"jdbc:postgresql://***@db/csat?***\" has a user or a password",
    })
    void shouldHideASecretWhenItWasPastedWhereNoneBelongs(String name, String given, String words) {
        assertThat(refusal(name, given)).startsWith(name + ": " + words).doesNotContain("pw", "p/w");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "no certificate here                                                             | without a PEM certificate",
        "'-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n'        | cannot be parsed",
    })
    void shouldRefuseABundleWhenItHoldsNoCertificate(String content, String words) {
        String file = new SettingsFixture(folder).file("ca.pem", content).toString();

        assertThat(refusal("CA_BUNDLE_FILE", file)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "56072331", "a", "a.b_c~d-e"})
    void shouldTakeAnAccountIdWhenItFitsIntoAPath(String given) {
        assertThat(taken(ReportSettings.ACCOUNT_ID, given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "a b", "a%20b", "é", "-a", "a?b"})
    void shouldRefuseAnAccountIdWhenItDoesNotFitIntoAPath(String given) {
        assertThat(refusal("REPORT_ACCOUNT_ID", given)).isEqualTo("REPORT_ACCOUNT_ID: \"" + given
            + "\" does not fit into a URL as it is: write letters, digits, and between them . _ ~ -");
    }

    private String refusal(String name, String given) {
        new SettingsFixture(folder).file("any", "");
        Setting<?> setting = Catalogue.standard().settings().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        try {
            new SettingsFixture(folder).with(name, given).load(Catalogue.of(Area.of("One", setting)));
        } catch (SettingsException refused) {
            assertThat(refused.problems()).hasSize(1);
            return refused.problems().get(0).toString();
        }
        throw new AssertionError(name + " took " + given);
    }

    private String taken(Setting<?> setting, String given) {
        return new SettingsFixture(folder).with(setting.name(), given).load(Catalogue.of(Area.of("One", setting))).masked(setting);
    }
}
