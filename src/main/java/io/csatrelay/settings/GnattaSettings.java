package io.csatrelay.settings;

import java.net.URI;
import java.util.List;

/** Gnatta's tiles. */
public final class GnattaSettings {
    /** The name of the group for {@link Settings#sourceOn}. */
    public static final String GROUP = "gnatta";

    /** The reporting API. */
    public static final Setting<URI> BASE_URL = Setting.of("GNATTA_BASE_URL", new VendorUrlEnding("/reporting/v1.2", "https://api.gnatta.io/reporting/v1.2"),
        "Where Gnatta's Reporting API is: `https://api.gnatta.io/reporting/v1.2`.");
    /** The account's domain. */
    public static final Setting<String> DOMAIN_ID = Setting.of("GNATTA_DOMAIN_ID", Formats.segment(),
        "The id of the account's domain, by which the token URL is looked up (OpenID discovery). Or `GNATTA_TOKEN_URL`.");
    /** The token URL. */
    public static final Setting<URI> TOKEN_URL = Setting.of("GNATTA_TOKEN_URL", new VendorUrl(true, "https://auth.gnatta.services/connect/token"),
        "Where tokens are given (OAuth2 client credentials), in place of `GNATTA_DOMAIN_ID`.");
    /** The client application. */
    public static final Setting<String> CLIENT_ID = Setting.of("GNATTA_CLIENT_ID", Formats.line(),
        "The id of the client application in Gnatta.");
    /** Its secret. */
    public static final Setting<String> CLIENT_SECRET = Setting.of("GNATTA_CLIENT_SECRET", SecretFormat.password(),
        "The secret of the client application.");
    /** The OpenID provider. */
    public static final Setting<URI> AUTH_URL = Setting.of("GNATTA_AUTH_URL", new VendorUrl(false, "https://auth.gnatta.services"),
        "Scheme and host of Gnatta's OpenID provider; the token URL that it names has to be there, too.").defaultsTo("https://auth.gnatta.services");
    /** When tiles are collected. */
    public static final Setting<String> CRON = Setting.of("GNATTA_CRON", new CronFormat(),
        "When tiles are collected: a Quartz cron with seconds, UTC. Gnatta keeps an answer for ten minutes: the same request is not sent sooner.")
        .defaultsTo("0 4/30 * * * ?");

    static final Area AREA = Area.of("Gnatta", BASE_URL, DOMAIN_ID, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, AUTH_URL, CRON).prefix("GNATTA_")
        .group(new Group(GROUP, null, List.of(BASE_URL, CLIENT_ID, CLIENT_SECRET), List.of(List.of(DOMAIN_ID), List.of(TOKEN_URL))));

    private GnattaSettings() {
    }
}
