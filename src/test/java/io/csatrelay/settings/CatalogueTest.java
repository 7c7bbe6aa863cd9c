package io.csatrelay.settings;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One case a setting: what it is when nobody sets it, and what a text becomes. */
class CatalogueTest {
    private static final String CA = Path.of("src/test/resources/settings/test-ca.pem").toAbsolutePath().toString();
    private static final String NAMES = Path.of("src/test/resources/settings/names.csv").toAbsolutePath().toString();
    private static final Object UNSET = null;

    @TempDir
    private Path folder;

    /** {@code $} in an expected text stands for the test's folder. */
    private record Case(Setting<?> setting, Object defaultValue, String given, Object value, String text) {
        @Override
        public String toString() {
            return setting.name();
        }
    }

    static List<Case> cases() {
        return List.of(
            new Case(GeneralSettings.CONFIG, UNSET, "/dev/null", "/dev/null", "/dev/null"),
            new Case(GeneralSettings.ROUTES_DIR, "$/home/routes", "/etc/routes/", "/etc/routes", "/etc/routes"),
            new Case(GeneralSettings.MAPPINGS_DIR, "$/home/mappings", "../mine", "$/mine", "$/mine"),
            new Case(GeneralSettings.DATA_DIR, "$/here/data", "store", "$/here/store", "$/here/store"),
            new Case(GeneralSettings.STORE_URL, "jdbc:sqlite:$/here/data/csat-relay.db", "jdbc:postgresql://db:5432/csat",
                "jdbc:postgresql://db:5432/csat", "jdbc:postgresql://db:5432/csat"),
            new Case(GeneralSettings.STORE_USER, UNSET, "relay", "relay", "relay"),
            new Case(GeneralSettings.STORE_PASSWORD, UNSET, "with a space", "with a space", "***"),
            new Case(GeneralSettings.LOG_LEVEL, LogLevel.INFO, "debug", LogLevel.DEBUG, "DEBUG"),
            new Case(HttpSettings.HOST, "127.0.0.1", "[::1]", "::1", "::1"),
            new Case(HttpSettings.PORT, 8080, "0", 0, "0"),
            new Case(HttpSettings.MANAGEMENT_HOST, "127.0.0.1", "0.0.0.0", "0.0.0.0", "0.0.0.0"),
            new Case(HttpSettings.MANAGEMENT_PORT, 9090, "65535", 65535, "65535"),
            new Case(HttpSettings.READ_TOKEN, UNSET, "r3ad", "r3ad", "***"),
            new Case(HttpSettings.ADMIN_TOKEN, UNSET, "adm1n=", "adm1n=", "***"),
            new Case(NetworkSettings.HTTPS_PROXY, UNSET, "http://me:p%40ss+w@proxy:3128",
                new ProxyAddress("proxy", 3128, Optional.of("me"), Optional.of("p@ss+w")), "http://***@proxy:3128"),
            new Case(NetworkSettings.NO_PROXY, UNSET, "localhost, .Company.com,10.0.0.0/8",
                List.of("localhost", ".company.com", "10.0.0.0/8"), "localhost,.company.com,10.0.0.0/8"),
            new Case(NetworkSettings.CA_BUNDLE_FILE, UNSET, CA, CA, CA),
            new Case(NetworkSettings.VENDOR_TIMEOUT, Duration.ofSeconds(30), "PT1M30S", Duration.ofSeconds(90), "1m30s"),
            new Case(ZendeskSettings.BASE_URL, UNSET, "HTTPS://Company.zendesk.com/", URI.create("https://company.zendesk.com"),
                "https://company.zendesk.com"),
            new Case(ZendeskSettings.EMAIL, UNSET, "admin@company.com", "admin@company.com", "admin@company.com"),
            new Case(ZendeskSettings.API_TOKEN, UNSET, "abc123", "abc123", "***"),
            new Case(ZendeskSettings.OAUTH_TOKEN, UNSET, "def456", "def456", "***"),
            new Case(ZendeskSettings.CSAT, CsatKind.AUTO, "surveys", CsatKind.SURVEYS, "surveys"),
            new Case(ZendeskSettings.RATINGS_CRON, "0 */5 * * * ?", "30  0 3 ? * MON-FRI", "30 0 3 ? * MON-FRI", "30 0 3 ? * MON-FRI"),
            new Case(ZendeskSettings.RATINGS_SINCE, new Since(Optional.of(Duration.ofDays(30)), Optional.empty()), "2026-05-01",
                new Since(Optional.empty(), Optional.of(Instant.parse("2026-05-01T00:00:00Z"))), "2026-05-01T00:00:00Z"),
            new Case(ZendeskSettings.RATINGS_SCORE, ScoreFilter.RECEIVED, "good_with_comment", ScoreFilter.GOOD_WITH_COMMENT,
                "good_with_comment"),
            new Case(ZendeskSettings.RATINGS_CHANNEL, RatingChannel.OFF, "ticket", RatingChannel.TICKET, "ticket"),
            new Case(ZendeskSettings.RATINGS_REREAD, Duration.ofDays(29), "60", Duration.ofDays(60), "60"),
            new Case(ZendeskSettings.RATINGS_REREAD_CRON, "0 17 * * * ?", "0 0 2 * * ?", "0 0 2 * * ?", "0 0 2 * * ?"),
            new Case(ZendeskSettings.SURVEYS_CRON, "0 */5 * * * ?", "0 0 * * * ?", "0 0 * * * ?", "0 0 * * * ?"),
            new Case(ZendeskSettings.SURVEYS_SINCE, new Since(Optional.of(Duration.ofDays(30)), Optional.empty()), "2026-05-01",
                new Since(Optional.empty(), Optional.of(Instant.parse("2026-05-01T00:00:00Z"))), "2026-05-01T00:00:00Z"),
            new Case(ZendeskSettings.SURVEYS_REREAD, Duration.ofDays(29), "60", Duration.ofDays(60), "60"),
            new Case(ZendeskSettings.SURVEYS_LOCALE, "en-us", "de", "de", "de"),
            new Case(ZendeskSettings.WINDOW, Duration.ofDays(1), "36h", Duration.ofHours(36), "1d12h"),
            new Case(ZendeskSettings.OVERLAP, Duration.ofMinutes(10), "PT0S", Duration.ZERO, "0s"),
            new Case(ZendeskSettings.SETTLE, Duration.ofMinutes(1), "90s", Duration.ofSeconds(90), "1m30s"),
            new Case(LivePersonSettings.ACCOUNT_ID, UNSET, "56072331", "56072331", "56072331"),
            new Case(LivePersonSettings.BASE_URL, UNSET, "https://VA-a.data.liveperson.net/", URI.create("https://va-a.data.liveperson.net"),
                "https://va-a.data.liveperson.net"),
            new Case(LivePersonSettings.DISCOVERY_URL, URI.create("https://api.liveperson.net"), "http://127.0.0.1:8084", URI.create("http://127.0.0.1:8084"),
                "http://127.0.0.1:8084"),
            new Case(LivePersonSettings.TOKEN, UNSET, "t0ken", "t0ken", "***"),
            new Case(LivePersonSettings.CLIENT_ID, UNSET, "me", "me", "me"),
            new Case(LivePersonSettings.CLIENT_SECRET, UNSET, "s3cret", "s3cret", "***"),
            new Case(LivePersonSettings.APP_KEY, UNSET, "k3y", "k3y", "k3y"),
            new Case(LivePersonSettings.APP_SECRET, UNSET, "s3cret", "s3cret", "***"),
            new Case(LivePersonSettings.ACCESS_TOKEN, UNSET, "t0ken", "t0ken", "***"),
            new Case(LivePersonSettings.ACCESS_TOKEN_SECRET, UNSET, "s3cret", "s3cret", "***"),
            new Case(LivePersonSettings.CRON, "30 3/5 * * * ?", "0 0 * * * ?", "0 0 * * * ?", "0 0 * * * ?"),
            new Case(GnattaSettings.BASE_URL, UNSET, "https://api.gnatta.io/reporting/v1.2/", URI.create("https://api.gnatta.io/reporting/v1.2"),
                "https://api.gnatta.io/reporting/v1.2"),
            new Case(GnattaSettings.DOMAIN_ID, UNSET, "our-domain", "our-domain", "our-domain"),
            new Case(GnattaSettings.TOKEN_URL, UNSET, "https://auth.gnatta.services/connect/token", URI.create("https://auth.gnatta.services/connect/token"),
                "https://auth.gnatta.services/connect/token"),
            new Case(GnattaSettings.CLIENT_ID, UNSET, "relay", "relay", "relay"),
            new Case(GnattaSettings.CLIENT_SECRET, UNSET, "s3cret", "s3cret", "***"),
            new Case(GnattaSettings.AUTH_URL, URI.create("https://auth.gnatta.services"), "http://127.0.0.1:8082", URI.create("http://127.0.0.1:8082"),
                "http://127.0.0.1:8082"),
            new Case(GnattaSettings.CRON, "0 4/30 * * * ?", "0 0 * * * ?", "0 0 * * * ?", "0 0 * * * ?"),
            new Case(MaestroSettings.URL, UNSET, "http://127.0.0.1:8081/api/v1/feedback/", URI.create("http://127.0.0.1:8081/api/v1/feedback"),
                "http://127.0.0.1:8081/api/v1/feedback"),
            new Case(MaestroSettings.API_TOKEN, UNSET, "abc-123", "abc-123", "***"),
            new Case(MaestroSettings.TOKEN_HEADER, "apitoken", "X-Api-Token", "X-Api-Token", "X-Api-Token"),
            new Case(MaestroSettings.BATCH_SIZE, 100, "1", 1, "1"),
            new Case(MaestroSettings.PER_SECOND, 10, "20", 20, "20"),
            new Case(MaestroSettings.PER_MINUTE, 100, "200", 200, "200"),
            new Case(MaestroSettings.IN_FLIGHT, 1, "10", 10, "10"),
            new Case(MaestroSettings.UNKNOWN, AfterUnknown.RESEND, "hold", AfterUnknown.HOLD, "hold"),
            new Case(MaestroSettings.CHANGED, AfterChange.RESEND, "first-only", AfterChange.FIRST_ONLY, "first-only"),
            new Case(ReportSettings.ACCOUNT_ID, "local", "56072331", "56072331", "56072331"),
            new Case(ReportSettings.REQUESTS_PER_MINUTE, 6000, "60", 60, "60"),
            new Case(ReportSettings.ENDPOINTS, UNSET, "https://BI.company.com/csat/, http://127.0.0.1:8085/in",
                List.of(URI.create("https://bi.company.com/csat"), URI.create("http://127.0.0.1:8085/in")),
                "https://bi.company.com/csat,http://127.0.0.1:8085/in"),
            new Case(ReportSettings.SECRET, UNSET, "s1gns", "s1gns", "***"),
            new Case(ReportSettings.INTERVAL_MINUTES, 5, "60", 60, "60"),
            new Case(DashboardSettings.NAMES, UNSET, NAMES, new NamesFile(Path.of(NAMES), List.of(new NamesFile.Row("agent", "35436", "First line 1"))), NAMES),
            new Case(PrivacySettings.RETENTION, UNSET, "365d", Duration.ofDays(365), "365"),
            new Case(PrivacySettings.COMMENTS, Privacy.KEEP, "drop", Privacy.DROP, "drop"),
            new Case(PrivacySettings.EMAILS, Privacy.KEEP, "mask", Privacy.MASK, "mask"),
            new Case(PrivacySettings.KEY, UNSET, "k3y of ours", "k3y of ours", "***"),
            new Case(QualtricsSettings.BASE_URL, UNSET, "https://FRA1.qualtrics.com/API/v3/", URI.create("https://fra1.qualtrics.com/API/v3"),
                "https://fra1.qualtrics.com/API/v3"),
            new Case(QualtricsSettings.API_TOKEN, UNSET, "abc123", "abc123", "***"),
            new Case(QualtricsSettings.SURVEY_ID, UNSET, "SV_0abc", "SV_0abc", "SV_0abc"),
            new Case(QualtricsSettings.SCORE_QUESTION, UNSET, "QID7", "QID7", "QID7"),
            new Case(QualtricsSettings.SCORE_MIN, 1, "0", 0, "0"),
            new Case(QualtricsSettings.SCORE_MAX, 5, "10", 10, "10"),
            new Case(QualtricsSettings.CRON, "0 */15 * * * ?", "0 0 * * * ?", "0 0 * * * ?", "0 0 * * * ?"),
            new Case(QualtricsSettings.SINCE, new Since(Optional.of(Duration.ofDays(30)), Optional.empty()), "2026-05-01",
                new Since(Optional.empty(), Optional.of(Instant.parse("2026-05-01T00:00:00Z"))), "2026-05-01T00:00:00Z"),
            new Case(FileDropSettings.DIR, UNSET, "drop/", "$/here/drop", "$/here/drop"),
            new Case(FileDropSettings.CHARSET, FileCharset.AUTO, "windows-1252", FileCharset.WINDOWS_1252, "windows-1252"),
            new Case(FileDropSettings.SEPARATOR, FileSeparator.AUTO, "tab", FileSeparator.TAB, "tab"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldTakeItsDefaultWhenNobodySetsIt(Case each) {
        Settings settings = new SettingsFixture(folder).load();

        assertThat(settings.find(each.setting()).map(CatalogueTest::plain)).isEqualTo(Optional.ofNullable(expected(each.defaultValue())));
        assertThat(settings.origin(each.setting())).hasToString(each.defaultValue() == UNSET ? "unset" : "default");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldBecomeItsTypedValueWhenSet(Case each) {
        Settings settings = alone(each);

        assertThat(settings.find(each.setting()).map(CatalogueTest::plain)).contains(expected(each.value()));
        assertThat(settings.masked(each.setting())).isEqualTo(expected(each.text()));
        assertThat(settings.origin(each.setting())).hasToString("environment");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldBeThePlaceholderOfARouteWhenNotSecret(Case each) {
        assertThat(alone(each).placeholders()).isEqualTo(each.setting().secret()
            ? Map.of() : Map.ofEntries(entry(each.setting().name(), expected(each.text()))));
    }

    @Test
    void shouldHaveACaseForEverySettingDeclared() {
        assertThat(cases().stream().map(Case::toString)).containsExactlyElementsOf(
            Catalogue.standard().settings().stream().map(Setting::name).toList());
    }

    @Test
    void shouldSayWhatEverySettingMeans() {
        assertThat(Catalogue.standard().settings()).allSatisfy(setting -> assertThat(setting.meaning()).endsWith(".").hasSizeBetween(20, 250));
    }

    @Test
    void shouldRefuseADeclarationWhenTheNameIsTaken() {
        Area twice = Area.of("Twice", MaestroSettings.URL, MaestroSettings.URL);

        assertThatThrownBy(() -> Catalogue.of(twice)).hasMessage("declaring settings: MAESTROQA_URL is declared twice: remove one");
    }

    /** The setting without the others that rules would ask for. */
    private Settings alone(Case each) {
        return new SettingsFixture(folder).with(each.setting().name(), each.given()).load(Catalogue.of(Area.of("One", each.setting())));
    }

    private Object expected(Object value) {
        return value instanceof String text ? text.replace("$", folder.toAbsolutePath().toString()) : value;
    }

    private static Object plain(Object value) {
        return value instanceof Path path ? path.toString() : value;
    }
}
