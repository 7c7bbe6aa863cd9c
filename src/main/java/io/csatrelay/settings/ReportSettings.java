package io.csatrelay.settings;

import java.net.URI;
import java.util.List;

/** What reports are asked by. */
public final class ReportSettings {
    /** The account id that stands for all ratings in LivePerson's contract. */
    public static final Setting<String> ACCOUNT_ID = Setting.of("REPORT_ACCOUNT_ID", Formats.segment(),
        "The account id that answers for all ratings in LivePerson's contract; a source's id answers for that source alone.")
        .defaultsTo("local");

    /** Where distributions are pushed to. */
    public static final Setting<List<URI>> ENDPOINTS = Setting.of("REPORT_ENDPOINTS", new VendorUrls("https://bi.company.com/csat"),
        "Where the distributions of closed intervals are pushed to: URLs, separated by commas. Unset: they are only kept in the store.");
    /** What signs them. */
    public static final Setting<String> SECRET = Setting.of("REPORT_SECRET", SecretFormat.inHeader(),
        "Signs what is pushed to `REPORT_ENDPOINTS`; whoever receives it checks the signature with it.");
    /** How long an interval is. */
    public static final Setting<Integer> INTERVAL_MINUTES = Setting.of("REPORT_INTERVAL_MINUTES", new PartOfDay(),
        "How many minutes each published interval has: a multiple of 5 that divides a day, 5 to 1440.").defaultsTo("5");

    /** How many requests for reports a token may make. */
    public static final Setting<Integer> REQUESTS_PER_MINUTE = Setting.of("REPORT_REQUESTS_PER_MINUTE", Formats.integer(1, 1_000_000),
        "The most requests for reports in a minute with one token, `/reporting` and `/operations` together; beyond it 429.").defaultsTo("6000");

    static final Area AREA = Area.of("Reports", ACCOUNT_ID, REQUESTS_PER_MINUTE, ENDPOINTS, SECRET, INTERVAL_MINUTES)
        .group(new Group("publishing", ENDPOINTS, List.of(ENDPOINTS, SECRET), List.of()));

    private ReportSettings() {
    }
}
