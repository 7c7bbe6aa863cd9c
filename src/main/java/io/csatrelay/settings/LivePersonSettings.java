package io.csatrelay.settings;

import java.net.URI;
import java.util.List;

/** LivePerson's aggregates. */
public final class LivePersonSettings {
    /** The name of the group for {@link Settings#sourceOn}. */
    public static final String GROUP = "liveperson";

    /** The account. */
    public static final Setting<String> ACCOUNT_ID = Setting.of("LIVEPERSON_ACCOUNT_ID", Formats.segment(),
        "The id of the LivePerson account. Reports in LivePerson's contract answer under it with what LivePerson gave.");
    /** Where its reports are. */
    public static final Setting<URI> BASE_URL = Setting.of("LIVEPERSON_BASE_URL", new VendorUrl(false, "https://va-a.data.liveperson.net"),
        "Scheme and host of the account's reporting domain, such as `https://va-a.data.liveperson.net`. Unset: it is asked for at `LIVEPERSON_DISCOVERY_URL`.");
    /** Where domains are asked for. */
    public static final Setting<URI> DISCOVERY_URL = Setting.of("LIVEPERSON_DISCOVERY_URL", new VendorUrl(false, "https://api.liveperson.net"),
        "Scheme and host of LivePerson's domain API, which says where an account's services are.").defaultsTo("https://api.liveperson.net");
    /** A bearer token. */
    public static final Setting<String> TOKEN = Setting.of("LIVEPERSON_TOKEN", SecretFormat.inHeader(),
        "A bearer token. Or the client of OAuth2, or the key of OAuth 1.0, below.");
    /** OAuth2. */
    public static final Setting<String> CLIENT_ID = Setting.of("LIVEPERSON_CLIENT_ID", Formats.line(),
        "The client id of an OAuth2 application (client credentials). With `LIVEPERSON_CLIENT_SECRET`.");
    /** Its secret. */
    public static final Setting<String> CLIENT_SECRET = Setting.of("LIVEPERSON_CLIENT_SECRET", SecretFormat.password(),
        "The secret of `LIVEPERSON_CLIENT_ID`.");
    /** OAuth 1.0. */
    public static final Setting<String> APP_KEY = Setting.of("LIVEPERSON_APP_KEY", Formats.line(),
        "The app key of OAuth 1.0, which LivePerson is retiring. With `LIVEPERSON_APP_SECRET`, `LIVEPERSON_ACCESS_TOKEN` and `LIVEPERSON_ACCESS_TOKEN_SECRET`.");
    /** Its secret. */
    public static final Setting<String> APP_SECRET = Setting.of("LIVEPERSON_APP_SECRET", SecretFormat.password(), "The secret of `LIVEPERSON_APP_KEY`.");
    /** Its access token. */
    public static final Setting<String> ACCESS_TOKEN = Setting.of("LIVEPERSON_ACCESS_TOKEN", SecretFormat.inHeader(), "The access token of `LIVEPERSON_APP_KEY`.");
    /** And the secret of that. */
    public static final Setting<String> ACCESS_TOKEN_SECRET = Setting.of("LIVEPERSON_ACCESS_TOKEN_SECRET", SecretFormat.password(),
        "The secret of `LIVEPERSON_ACCESS_TOKEN`.");
    /** When both sources are collected. */
    public static final Setting<String> CRON = Setting.of("LIVEPERSON_CRON", new CronFormat(),
        "When LivePerson is asked for the buckets that have closed: a Quartz cron with seconds, UTC. What is not asked for within 24 hours is gone.")
        .defaultsTo("30 3/5 * * * ?");

    static final Area AREA = Area.of("LivePerson", ACCOUNT_ID, BASE_URL, DISCOVERY_URL, TOKEN, CLIENT_ID, CLIENT_SECRET, APP_KEY, APP_SECRET,
        ACCESS_TOKEN, ACCESS_TOKEN_SECRET, CRON).prefix("LIVEPERSON_")
        .group(new Group(GROUP, null, List.of(ACCOUNT_ID), List.of(List.of(TOKEN), List.of(CLIENT_ID, CLIENT_SECRET),
            List.of(APP_KEY, APP_SECRET, ACCESS_TOKEN, ACCESS_TOKEN_SECRET)))).rule(LivePersonSettings::requireAccount);

    private LivePersonSettings() {
    }

    /** The domain may be left out, so that the group does not ask for it; given, the rest has to be. */
    private static void requireAccount(Settings settings, Findings findings) {
        List<Setting<?>> group = List.of(ACCOUNT_ID, TOKEN, CLIENT_ID, CLIENT_SECRET, APP_KEY, APP_SECRET, ACCESS_TOKEN, ACCESS_TOKEN_SECRET);
        if (settings.isSet(BASE_URL) && group.stream().noneMatch(settings::isSet)) {
            findings.problem(ACCOUNT_ID.name(), "is not set, but " + BASE_URL + " is", "set it and a way to sign in, or unset " + BASE_URL);
        }
    }
}
