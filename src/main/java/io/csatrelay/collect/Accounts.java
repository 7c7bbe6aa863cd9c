package io.csatrelay.collect;

import io.csatrelay.vendor.OAuth2Client;
import io.csatrelay.vendor.OpenIdDiscovery;
import io.csatrelay.vendor.SignIn;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** Signs requests in to the account of a source. Holds secrets and shows none. */
public final class Accounts {
    private final Map<String, SignIn> accounts;

    /** @param accounts by their names */
    public Accounts(Map<String, SignIn> accounts) {
        this.accounts = Map.copyOf(accounts);
    }

    /** Sets the header that lets us in. @throws IllegalStateException when nothing is known of the account */
    public void authorize(@Variable("account") String account, @Variable("baseUrl") String baseUrl, @Variable("path") String path,
            @Variable("query") String query, Message request) {
        SignIn known = known(account);
        request.setHeader(known.header(), known.value(baseUrl + path, query));
    }

    /** The account's client of OAuth2; null when it signs in otherwise. @throws IllegalStateException when nothing is known of the account */
    public OAuth2Client client(@Variable("account") String account) {
        return known(account).client();
    }

    /** Where that client's tokens are given. @throws IllegalStateException when no setting says so */
    public OpenIdDiscovery tokens(@Variable("account") String account) {
        OpenIdDiscovery tokens = known(account).tokens();
        if (tokens == null) {
            throw new IllegalStateException("asking for a token of the account \"" + account + "\": nothing says where it is given: set its token URL");
        }
        return tokens;
    }

    private SignIn known(String account) {
        SignIn known = accounts.get(account == null ? "" : account);
        if (known == null) {
            throw new IllegalStateException("asking the vendor: there are no credentials for the account \"" + account
                    + "\": name one of " + accounts.keySet().stream().sorted().toList() + " in the source's property `account`");
        }
        return known;
    }

    @Override
    public String toString() {
        return "Accounts" + accounts.keySet();
    }
}
