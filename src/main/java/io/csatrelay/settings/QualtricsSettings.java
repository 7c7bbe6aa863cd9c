package io.csatrelay.settings;

import java.net.URI;
import java.util.List;

/** The responses of a Qualtrics survey. */
public final class QualtricsSettings {
    /** The name of the group for {@link Settings#sourceOn}. */
    public static final String GROUP = "qualtrics";

    /** The API. */
    public static final Setting<URI> BASE_URL = Setting.of("QUALTRICS_BASE_URL", new VendorUrlEnding("/API/v3", "https://fra1.qualtrics.com/API/v3"),
        "Where the account's API is, data center and `/API/v3`, such as `https://fra1.qualtrics.com/API/v3`.");
    /** The API token. */
    public static final Setting<String> API_TOKEN = Setting.of("QUALTRICS_API_TOKEN", SecretFormat.inHeader(),
        "The API token of a user who may export the survey's responses.");
    /** The survey. */
    public static final Setting<String> SURVEY_ID = Setting.of("QUALTRICS_SURVEY_ID", Formats.segment(),
        "The survey whose responses are collected, such as `SV_0abcDEF1234ghIJ`.");
    /** Which question is the score. */
    public static final Setting<String> SCORE_QUESTION = Setting.of("QUALTRICS_SCORE_QUESTION", Formats.line(),
        "Which question is the score, by its id in exports, such as `QID1`; or an embedded data field.");
    /** The lowest score. */
    public static final Setting<Integer> SCORE_MIN = Setting.of("QUALTRICS_SCORE_MIN", Formats.integer(-1_000_000, 1_000_000),
        "The lowest value of that question.").defaultsTo("1");
    /** The highest score. */
    public static final Setting<Integer> SCORE_MAX = Setting.of("QUALTRICS_SCORE_MAX", Formats.integer(-1_000_000, 1_000_000),
        "The highest value of that question.").defaultsTo("5");
    /** When responses are collected. */
    public static final Setting<String> CRON = Setting.of("QUALTRICS_CRON", new CronFormat(),
        "When responses are collected, with an export each time: a Quartz cron with seconds, UTC.").defaultsTo("0 */15 * * * ?");
    /** From when on. */
    public static final Setting<Since> SINCE = Setting.of("QUALTRICS_SINCE", (text, workingDir) -> Since.parse(text),
        "From when on responses are collected, by when they were recorded; counted from the first start only, in the forms of "
            + "`ZENDESK_RATINGS_SINCE`.").defaultsTo("30d");

    static final Area AREA = Area.of("Qualtrics", BASE_URL, API_TOKEN, SURVEY_ID, SCORE_QUESTION, SCORE_MIN, SCORE_MAX, CRON, SINCE).prefix("QUALTRICS_")
        .group(new Group(GROUP, null, List.of(BASE_URL, API_TOKEN, SURVEY_ID, SCORE_QUESTION), List.of()))
        .rule(QualtricsSettings::checkScale);

    private QualtricsSettings() {
    }

    private static void checkScale(Settings settings, Findings findings) {
        if (settings.find(SCORE_MIN).isPresent() && settings.find(SCORE_MAX).isPresent() && settings.get(SCORE_MIN) >= settings.get(SCORE_MAX)) {
            findings.problem(SCORE_MIN.name(), "is not below " + SCORE_MAX, "write the lowest and the highest value of the question");
        }
    }
}
