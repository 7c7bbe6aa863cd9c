package io.csatrelay.collect;

import io.csatrelay.vendor.Credentials;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** Signs requests with what the account of a source is asked to show. Holds secrets and shows none. */
public final class Accounts {
    private final Map<String, Credentials> credentials;

    /** @param credentials by the name of the account */
    public Accounts(Map<String, Credentials> credentials) {
        this.credentials = Map.copyOf(credentials);
    }

    /** Sets the header that lets us in. @throws IllegalStateException when nothing is known of the account */
    public void authorize(@Variable("account") String account, Message request) {
        Credentials known = credentials.get(account == null ? "" : account);
        if (known == null) {
            throw new IllegalStateException("asking the vendor: there are no credentials for the account \"" + account
                    + "\": name one of " + credentials.keySet().stream().sorted().toList() + " in the source's property `account`");
        }
        request.setHeader(known.name(), known.header());
    }

    @Override
    public String toString() {
        return "Accounts" + credentials.keySet();
    }
}
