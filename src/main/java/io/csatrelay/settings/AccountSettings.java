package io.csatrelay.settings;

import java.net.URI;
import java.util.Optional;

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

    static final Area AREA = Area.of("Other accounts").prefix(PREFIX).family(BASE_URL).family(TOKEN_HEADER).family(TOKEN).family(USER).family(PASSWORD);

    private AccountSettings() {
    }

    private static <T> Family<T> family(String suffix, Format<T> format, String meaning) {
        return new Family<>(PREFIX, "<ACCOUNT>", suffix, format, meaning);
    }

    /** What lets us in to an account, in words. */
    public static String credentials(String account) {
        return TOKEN.of(account) + ", or " + USER.of(account) + " and " + PASSWORD.of(account);
    }

    /** What is missing of what lets us in to an account, in words; empty when nothing is. */
    public static Optional<String> missing(String account, Settings settings) {
        boolean token = settings.find(TOKEN.of(account)).isPresent();
        boolean user = settings.find(USER.of(account)).isPresent() && settings.find(PASSWORD.of(account)).isPresent();
        return token || user ? Optional.empty() : Optional.of(credentials(account));
    }
}
