package io.csatrelay.settings;

import java.net.URI;
import java.util.List;

/** MaestroQA, the sink. Its document calls URL, header, batch size and both limits "subject to change": hence settings. */
public final class MaestroSettings {
    /** The name of the group for {@link Settings#sourceOn}. */
    public static final String GROUP = "maestroqa";

    private static final int LIFTED = 1_000_000;
    private static final String EXAMPLE = "https://app.maestroqa.com/api/v1/create-customer-feedback";

    /** The endpoint. */
    public static final Setting<URI> URL = Setting.of("MAESTROQA_URL", new VendorUrl(true, EXAMPLE),
        "MaestroQA's endpoint, whole: `" + EXAMPLE + "`. Unset: nothing is delivered; what is owed stays pending.");
    /** The token. */
    public static final Setting<String> API_TOKEN = Setting.of("MAESTROQA_API_TOKEN", SecretFormat.inHeader(),
        "MaestroQA's API token; it expires, after 90 days by default.");
    /** The header that carries it. */
    public static final Setting<String> TOKEN_HEADER = Setting.of("MAESTROQA_TOKEN_HEADER", Formats.header(),
        "The name of the header that carries the token.").defaultsTo("apitoken");
    /** Ratings in a request. */
    public static final Setting<Integer> BATCH_SIZE = Setting.of("MAESTROQA_BATCH_SIZE", Formats.integer(1, 100),
        "The most ratings in one request, 1 to 100.").defaultsTo("100");
    /** Requests in a second. */
    public static final Setting<Integer> PER_SECOND = Setting.of("MAESTROQA_PER_SECOND", Formats.integer(1, LIFTED),
        "The most requests in any second.").defaultsTo("10");
    /** Requests in a minute. */
    public static final Setting<Integer> PER_MINUTE = Setting.of("MAESTROQA_PER_MINUTE", Formats.integer(1, LIFTED),
        "The most requests in any 60 seconds.").defaultsTo("100");
    /** Requests at once. */
    public static final Setting<Integer> IN_FLIGHT = Setting.of("MAESTROQA_IN_FLIGHT", Formats.integer(1, 10),
        "The most requests at one time, 1 to 10. After a crash as many batches may arrive twice.").defaultsTo("1");
    /** After a lost answer. */
    public static final Setting<AfterUnknown> UNKNOWN = Setting.of("MAESTROQA_UNKNOWN",
        Formats.choice(AfterUnknown.class, AfterUnknown::word),
        "What becomes of a batch whose answer was lost: `resend` it, or `hold` it for a person.").defaultsTo("resend");
    /** After a newer version. */
    public static final Setting<AfterChange> CHANGED = Setting.of("MAESTROQA_CHANGED", Formats.choice(AfterChange.class, AfterChange::word),
        "What becomes of a newer version of a rating that was delivered: `resend` it, or send the `first-only`.").defaultsTo("resend");

    static final Area AREA = Area.of("MaestroQA", URL, API_TOKEN, TOKEN_HEADER, BATCH_SIZE, PER_SECOND, PER_MINUTE, IN_FLIGHT, UNKNOWN,
        CHANGED).prefix("MAESTROQA_")
        .group(new Group(GROUP, URL, List.of(URL, API_TOKEN), List.of()))
        .rule(MaestroSettings::warnOfBareHost);

    private MaestroSettings() {
    }

    private static void warnOfBareHost(Settings settings, Findings findings) {
        settings.find(URL).filter(url -> url.getRawPath().isEmpty()).ifPresent(url ->
            findings.warning(URL.name(), Shown.quoted(url.toString()) + " has no path", "it takes the whole endpoint, such as " + EXAMPLE));
    }
}
