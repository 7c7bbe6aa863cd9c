package io.csatrelay.app;

import io.csatrelay.settings.AccountSettings;
import io.csatrelay.settings.QualtricsSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.ZendeskSettings;
import io.csatrelay.vendor.Credentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lets us in to each account that sources name, from its settings. */
final class AccountCredentials {
    /** Accounts that have settings of their own. */
    static final Set<String> OWN = Set.of(ZendeskSettings.GROUP, QualtricsSettings.GROUP);

    private AccountCredentials() {
    }

    /** @param accounts those that have no settings of their own */
    static Map<String, Credentials> of(Settings settings, Set<String> accounts) {
        Map<String, Credentials> credentials = new HashMap<>();
        zendesk(settings).ifPresent(known -> credentials.put(ZendeskSettings.GROUP, known));
        settings.find(QualtricsSettings.API_TOKEN).ifPresent(token -> credentials.put(QualtricsSettings.GROUP, Credentials.bare("X-API-TOKEN", token)));
        accounts.forEach(account -> account(settings, account).ifPresent(known -> credentials.put(account, known)));
        return credentials;
    }

    private static Optional<Credentials> zendesk(Settings settings) {
        return settings.find(ZendeskSettings.OAUTH_TOKEN).map(Credentials::bearer)
                .or(() -> settings.find(ZendeskSettings.API_TOKEN)
                        .map(token -> Credentials.zendeskToken(settings.get(ZendeskSettings.EMAIL), token)));
    }

    private static Optional<Credentials> account(Settings settings, String account) {
        return settings.find(AccountSettings.TOKEN.of(account))
                .map(token -> settings.find(AccountSettings.TOKEN_HEADER.of(account)).map(header -> Credentials.bare(header, token))
                        .orElseGet(() -> Credentials.bearer(token)))
                .or(() -> settings.find(AccountSettings.USER.of(account)).flatMap(user ->
                        settings.find(AccountSettings.PASSWORD.of(account)).map(password -> Credentials.basic(user, password))));
    }
}
