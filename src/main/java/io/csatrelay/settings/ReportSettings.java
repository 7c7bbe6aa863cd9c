package io.csatrelay.settings;

/** What reports are asked by. */
public final class ReportSettings {
    /** The account id that stands for all ratings in LivePerson's contract. */
    public static final Setting<String> ACCOUNT_ID = Setting.of("REPORT_ACCOUNT_ID", Formats.segment(),
        "The account id that answers for all ratings in LivePerson's contract; a source's id answers for that source alone.")
        .defaultsTo("local");

    /** How many requests for reports a token may make. */
    public static final Setting<Integer> REQUESTS_PER_MINUTE = Setting.of("REPORT_REQUESTS_PER_MINUTE", Formats.integer(1, 1_000_000),
        "The most requests for reports in a minute with one token, `/reporting` and `/operations` together; beyond it 429.").defaultsTo("6000");

    static final Area AREA = Area.of("Reports", ACCOUNT_ID, REQUESTS_PER_MINUTE);

    private ReportSettings() {
    }
}
