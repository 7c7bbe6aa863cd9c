package io.csatrelay.settings;

/** What reports are asked by. */
public final class ReportSettings {
    /** The account id that stands for all ratings in LivePerson's contract. */
    public static final Setting<String> ACCOUNT_ID = Setting.of("REPORT_ACCOUNT_ID", Formats.segment(),
        "The account id that answers for all ratings in LivePerson's contract; a source's id answers for that source alone.")
        .defaultsTo("local");

    static final Area AREA = Area.of("Reports", ACCOUNT_ID);

    private ReportSettings() {
    }
}
