package io.csatrelay.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Zendesk's satisfaction ratings. */
public final class ZendeskSettings {
    /** The name of the group for {@link Settings#sourceOn}. */
    public static final String GROUP = "zendesk";

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The account. */
    public static final Setting<URI> BASE_URL = Setting.of("ZENDESK_BASE_URL", new VendorUrl(false, "https://company.zendesk.com"),
        "Scheme and host of the Zendesk account, such as `https://company.zendesk.com`.");
    /** The admin whose token it is. */
    public static final Setting<String> EMAIL = Setting.of("ZENDESK_EMAIL", Formats.email(),
        "The e-mail address of the admin whose API token it is, without `/token`.");
    /** The API token. */
    public static final Setting<String> API_TOKEN = Setting.of("ZENDESK_API_TOKEN", SecretFormat.inHeader(),
        "The API token. With `ZENDESK_EMAIL`; else `ZENDESK_OAUTH_TOKEN`.");
    /** The OAuth token. */
    public static final Setting<String> OAUTH_TOKEN = Setting.of("ZENDESK_OAUTH_TOKEN", SecretFormat.inHeader(),
        "An OAuth access token, in place of `ZENDESK_EMAIL` and `ZENDESK_API_TOKEN`.");
    /** Which kind of CSAT. */
    public static final Setting<CsatKind> CSAT = Setting.of("ZENDESK_CSAT", Formats.choice(CsatKind.class, CsatKind::word),
        "Which kind of CSAT the account has: `ratings` (legacy), `surveys`, or `auto`: whichever it has.").defaultsTo("auto");
    /** When ratings are collected. */
    public static final Setting<String> RATINGS_CRON = Setting.of("ZENDESK_RATINGS_CRON", new CronFormat(),
        "When ratings are collected: a Quartz cron with seconds, UTC.").defaultsTo("0 */5 * * * ?");
    /** From when on. */
    public static final Setting<Since> RATINGS_SINCE = Setting.of("ZENDESK_RATINGS_SINCE", (text, workingDir) -> Since.parse(text),
        "From when on ratings are collected, counted from the first start only: a span before it (`30d`), a date or an instant "
            + "(`2026-05-01`, `2026-05-01T00:00:00Z`).").defaultsTo("30d");
    /** Which ratings. */
    public static final Setting<ScoreFilter> RATINGS_SCORE = Setting.of("ZENDESK_RATINGS_SCORE",
        Formats.choice(ScoreFilter.class, ScoreFilter::word),
        "Which ratings are collected: one of the eleven values of Zendesk's `score` parameter, or `all`.").defaultsTo("received");
    /** Where their channel comes from. */
    public static final Setting<RatingChannel> RATINGS_CHANNEL = Setting.of("ZENDESK_RATINGS_CHANNEL", Formats.choice(RatingChannel.class, RatingChannel::word),
        "Where reports have a rating's channel from: `ticket`: its ticket is looked up, one more request for each 100 new or changed ratings; or `off`.")
        .defaultsTo("off");
    /** How far back ratings are read again. */
    public static final Setting<Duration> RATINGS_REREAD = Setting.of("ZENDESK_RATINGS_REREAD", new DaysFormat(366),
        "How many days back ratings are read again, in days: an answer changes its row in place.").defaultsTo("29");
    /** When they are. */
    public static final Setting<String> RATINGS_REREAD_CRON = Setting.of("ZENDESK_RATINGS_REREAD_CRON", new CronFormat(),
        "When ratings are read again: a Quartz cron with seconds, UTC.").defaultsTo("0 17 * * * ?");
    /** When survey responses are collected. */
    public static final Setting<String> SURVEYS_CRON = Setting.of("ZENDESK_SURVEYS_CRON", new CronFormat(),
        "When survey responses are collected, the recent ones again each time: a Quartz cron with seconds, UTC.").defaultsTo("0 */5 * * * ?");
    /** From when on. */
    public static final Setting<Since> SURVEYS_SINCE = Setting.of("ZENDESK_SURVEYS_SINCE", (text, workingDir) -> Since.parse(text),
        "From when on survey responses are collected, by when they were offered; counted from the first start only, in the forms of "
            + "`ZENDESK_RATINGS_SINCE`.").defaultsTo("30d");
    /** How far back survey responses are read again. */
    public static final Setting<Duration> SURVEYS_REREAD = Setting.of("ZENDESK_SURVEYS_REREAD", new DaysFormat(366),
        "How many days back survey responses are read again at every run, in days: a survey is answered, and its answers edited, long after "
            + "it was offered.").defaultsTo("29");
    /** The language of questions and options. */
    public static final Setting<String> SURVEYS_LOCALE = Setting.of("ZENDESK_SURVEYS_LOCALE", Formats.segment(),
        "In which of the account's languages a survey's questions and options are read, such as `en-us`.").defaultsTo("en-us");
    /** The longest window. */
    public static final Setting<Duration> WINDOW = Setting.of("ZENDESK_WINDOW", new DurationFormat(SECOND, Duration.ofDays(31)),
        "The longest span that one window collects, such as `1d` or `6h`.").defaultsTo("1d");
    /** What a request reads again before its window. */
    public static final Setting<Duration> OVERLAP = Setting.of("ZENDESK_OVERLAP", new DurationFormat(Duration.ZERO, DAY),
        "How far before its window a request reads, such as `10m`; what is known already is dropped.").defaultsTo("10m");
    /** What is left alone at the end. */
    public static final Setting<Duration> SETTLE = Setting.of("ZENDESK_SETTLE", new DurationFormat(Duration.ZERO, DAY),
        "How old a rating is before it is collected, such as `1m`, so that the vendor has settled its order.").defaultsTo("1m");

    static final Area AREA = Area.of("Zendesk", BASE_URL, EMAIL, API_TOKEN, OAUTH_TOKEN, CSAT, RATINGS_CRON, RATINGS_SINCE, RATINGS_SCORE,
        RATINGS_CHANNEL, RATINGS_REREAD, RATINGS_REREAD_CRON, SURVEYS_CRON, SURVEYS_SINCE, SURVEYS_REREAD, SURVEYS_LOCALE, WINDOW, OVERLAP, SETTLE)
        .prefix("ZENDESK_")
        .group(new Group(GROUP, null, List.of(BASE_URL), List.of(List.of(EMAIL, API_TOKEN), List.of(OAUTH_TOKEN))));

    private ZendeskSettings() {
    }
}
