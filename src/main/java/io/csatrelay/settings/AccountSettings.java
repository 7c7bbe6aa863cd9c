package io.csatrelay.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accounts of vendors beside those that have settings of their own: whoever writes a route file names one, and these are its settings. */
public final class AccountSettings {
    private static final String PREFIX = "ACCOUNT_";
    private static final String NAME = " The account is what the source's property `account` names, in upper case, `-` as `_`.";

    /** Where it is. */
    public static final Family<URI> BASE_URL = family("_BASE_URL", new VendorUrl(true, "https://api.example.com"),
        "Where an account of a vendor is that a route file of yours collects from ([Adding a source](adding-a-source.md)): scheme and host, and a "
            + "path if all its addresses begin with it." + NAME);
    /** A token. */
    public static final Family<String> TOKEN = family("_TOKEN", SecretFormat.inHeader(),
        "Its token, sent as `Authorization: Bearer`, or as the whole value of the header that `ACCOUNT_<ACCOUNT>_TOKEN_HEADER` names.");
    /** The header of the token. */
    public static final Family<String> TOKEN_HEADER = family("_TOKEN_HEADER", Formats.header(), "The header that carries its token, such as `X-API-Key`.");
    /** A user. */
    public static final Family<String> USER = family("_USER", Formats.line(),
        "Its user, in place of a token; for Zendesk `{email}/token`.");
    /** The user's password. */
    public static final Family<String> PASSWORD = family("_PASSWORD", SecretFormat.password(), "The password of its user; for Zendesk the API token.");

    /** An OAuth2 client. */
    public static final Family<String> CLIENT_ID = family("_CLIENT_ID", Formats.line(),
        "The id of its OAuth2 client (client credentials), in place of a token.");
    /** The client's secret. */
    public static final Family<String> CLIENT_SECRET = family("_CLIENT_SECRET", SecretFormat.password(), "The secret of its OAuth2 client.");
    /** Where the client's tokens are given. */
    public static final Family<URI> TOKEN_URL = family("_TOKEN_URL", new VendorUrl(true, "https://auth.example.com/token"),
        "Where the tokens of its OAuth2 client are given; LivePerson needs none.");
    /** Where they are looked up. */
    public static final Family<String> DOMAIN_ID = family("_DOMAIN_ID", Formats.segment(),
        "The id of a Gnatta account's domain, by which its token URL is looked up at `GNATTA_AUTH_URL`, in place of `ACCOUNT_<ACCOUNT>_TOKEN_URL`.");
    /** The key of OAuth 1.0. */
    public static final Family<String> APP_KEY = family("_APP_KEY", Formats.line(), "The app key of a LivePerson account that signs in by OAuth 1.0.");
    /** Its secret. */
    public static final Family<String> APP_SECRET = family("_APP_SECRET", SecretFormat.password(), "The secret of that app key.");
    /** Its access token. */
    public static final Family<String> ACCESS_TOKEN = family("_ACCESS_TOKEN", SecretFormat.inHeader(), "The access token of that app key.");
    /** And the secret of that. */
    public static final Family<String> ACCESS_TOKEN_SECRET = family("_ACCESS_TOKEN_SECRET", SecretFormat.password(), "The secret of that access token.");

    /** What lets us in, each together. */
    private static final List<List<Family<String>>> WAYS = List.of(List.of(TOKEN), List.of(USER, PASSWORD), List.of(CLIENT_ID, CLIENT_SECRET),
        List.of(APP_KEY, APP_SECRET, ACCESS_TOKEN, ACCESS_TOKEN_SECRET));

    // ACCESS_TOKEN before TOKEN, with which its name ends.
    static final Area AREA = Area.of("Other accounts").prefix(PREFIX).family(BASE_URL).family(TOKEN_HEADER).family(TOKEN_URL).family(ACCESS_TOKEN)
        .family(ACCESS_TOKEN_SECRET).family(TOKEN).family(USER).family(PASSWORD).family(CLIENT_ID).family(CLIENT_SECRET).family(DOMAIN_ID)
        .family(APP_KEY).family(APP_SECRET);

    private AccountSettings() {
    }

    private static <T> Family<T> family(String suffix, Format<T> format, String meaning) {
        return new Family<>(PREFIX, "<ACCOUNT>", suffix, format, meaning);
    }

    /** The settings that let us in to an account, in words; empty while those of no way are all set. */
    public static Optional<String> credentials(String account, Settings settings) {
        return WAYS.stream().filter(way -> way.stream().allMatch(setting -> settings.find(setting.of(account)).isPresent())).findFirst()
            .map(way -> words(account, way));
    }

    /** What is missing of what lets us in to an account, in words; empty when nothing is. OAuth 1.0, which one vendor has, is left out. */
    public static Optional<String> missing(String account, Settings settings) {
        return credentials(account, settings).isPresent() ? Optional.empty()
            : Optional.of(WAYS.stream().limit(3).map(way -> words(account, way)).collect(Collectors.joining(", or ")));
    }

    private static String words(String account, List<Family<String>> way) {
        return way.stream().map(setting -> setting.of(account).name()).collect(Collectors.joining(" and "));
    }
}
