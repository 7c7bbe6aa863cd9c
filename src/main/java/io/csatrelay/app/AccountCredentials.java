package io.csatrelay.app;

import io.csatrelay.settings.AccountSettings;
import io.csatrelay.settings.GnattaSettings;
import io.csatrelay.settings.LivePersonSettings;
import io.csatrelay.settings.QualtricsSettings;
import io.csatrelay.settings.Setting;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.ZendeskSettings;
import io.csatrelay.vendor.Credentials;
import io.csatrelay.vendor.OAuth1;
import io.csatrelay.vendor.OAuth2Client;
import io.csatrelay.vendor.OpenIdDiscovery;
import io.csatrelay.vendor.SignIn;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lets us in to each account that sources name, from its settings. */
final class AccountCredentials {
    /** Accounts that have settings of their own. */
    static final Set<String> OWN = Set.of(ZendeskSettings.GROUP, QualtricsSettings.GROUP, LivePersonSettings.GROUP, GnattaSettings.GROUP);

    private static final int NONCE_BYTES = 16;

    private final Settings settings;
    private final InstantSource clock;

    private AccountCredentials(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param accounts those that have no settings of their own @param clock the wall clock */
    static Map<String, SignIn> of(Settings settings, Set<String> accounts, InstantSource clock) {
        AccountCredentials all = new AccountCredentials(settings, clock);
        Map<String, SignIn> known = new HashMap<>();
        all.zendesk().ifPresent(signIn -> known.put(ZendeskSettings.GROUP, signIn));
        settings.find(QualtricsSettings.API_TOKEN).ifPresent(token -> known.put(QualtricsSettings.GROUP, SignIn.with(Credentials.bare("X-API-TOKEN", token))));
        all.livePerson().ifPresent(signIn -> known.put(LivePersonSettings.GROUP, signIn));
        all.gnatta().ifPresent(signIn -> known.put(GnattaSettings.GROUP, signIn));
        accounts.forEach(account -> all.account(account).ifPresent(signIn -> known.put(account, signIn)));
        return known;
    }

    private Optional<SignIn> zendesk() {
        return settings.find(ZendeskSettings.OAUTH_TOKEN).map(Credentials::bearer)
                .or(() -> settings.find(ZendeskSettings.API_TOKEN)
                        .map(token -> Credentials.zendeskToken(settings.get(ZendeskSettings.EMAIL), token))).map(SignIn::with);
    }

    private Optional<SignIn> livePerson() {
        return client(LivePersonSettings.CLIENT_ID, LivePersonSettings.CLIENT_SECRET).map(client -> SignIn.oauth2(client, null))
                .or(() -> oauth1(LivePersonSettings.APP_KEY, LivePersonSettings.APP_SECRET, LivePersonSettings.ACCESS_TOKEN, LivePersonSettings.ACCESS_TOKEN_SECRET))
                .or(() -> settings.find(LivePersonSettings.TOKEN).map(Credentials::bearer).map(SignIn::with));
    }

    private Optional<SignIn> gnatta() {
        return client(GnattaSettings.CLIENT_ID, GnattaSettings.CLIENT_SECRET).map(client -> SignIn.oauth2(client,
                tokens(GnattaSettings.TOKEN_URL, GnattaSettings.DOMAIN_ID).orElse(null)));
    }

    private Optional<SignIn> account(String account) {
        return settings.find(AccountSettings.TOKEN.of(account))
                .map(token -> settings.find(AccountSettings.TOKEN_HEADER.of(account)).map(header -> Credentials.bare(header, token))
                        .orElseGet(() -> Credentials.bearer(token)))
                .or(() -> settings.find(AccountSettings.USER.of(account)).flatMap(user ->
                        settings.find(AccountSettings.PASSWORD.of(account)).map(password -> Credentials.basic(user, password)))).map(SignIn::with)
                .or(() -> client(AccountSettings.CLIENT_ID.of(account), AccountSettings.CLIENT_SECRET.of(account)).map(client -> SignIn.oauth2(client,
                        tokens(AccountSettings.TOKEN_URL.of(account), AccountSettings.DOMAIN_ID.of(account)).orElse(null))))
                .or(() -> oauth1(AccountSettings.APP_KEY.of(account), AccountSettings.APP_SECRET.of(account), AccountSettings.ACCESS_TOKEN.of(account),
                        AccountSettings.ACCESS_TOKEN_SECRET.of(account)));
    }

    private Optional<OAuth2Client> client(Setting<String> id, Setting<String> secret) {
        return settings.find(id).flatMap(known -> settings.find(secret).map(hidden -> new OAuth2Client(known, hidden, id + " and " + secret, clock)));
    }

    private Optional<OpenIdDiscovery> tokens(Setting<URI> url, Setting<String> domain) {
        return settings.find(url).map(OpenIdDiscovery::of).or(() -> settings.find(domain).map(id -> OpenIdDiscovery.at(settings.get(GnattaSettings.AUTH_URL),
                "/" + id, domain + " and " + GnattaSettings.AUTH_URL)));
    }

    private Optional<SignIn> oauth1(Setting<String> key, Setting<String> secret, Setting<String> token, Setting<String> tokenSecret) {
        if (settings.find(key).isEmpty() || settings.find(secret).isEmpty() || settings.find(token).isEmpty() || settings.find(tokenSecret).isEmpty()) {
            return Optional.empty();
        }
        SecureRandom random = new SecureRandom();
        return Optional.of(SignIn.oauth1(new OAuth1(settings.get(key), settings.get(secret), settings.get(token), settings.get(tokenSecret), clock, () -> {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            return HexFormat.of().formatHex(nonce);
        })));
    }
}
