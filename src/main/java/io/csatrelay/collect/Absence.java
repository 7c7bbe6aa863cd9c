package io.csatrelay.collect;

import io.csatrelay.vendor.VendorException;
import java.net.URI;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/**
 * Decides what it means that a vendor refuses a kind of data: an account that has the other kind in its place is no fault, one that shows
 * neither is. Stateless; what was refused is kept in the {@link Run}.
 */
public final class Absence {
    /** What accounts answer for a kind that they do not have; 403 may come with an empty HTML body. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    /**
     * Lets the route go on to ask for the other kind.
     *
     * @throws VendorException {@code failure}, when it does not say that a kind is missing: 404 for one record means that there is no such record,
     *         and whoever listed a page has the kind, whatever is refused after it
     */
    public void suspect(@Variable("run") Run run, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) VendorException failure) throws VendorException {
        if (!ABSENT.contains(failure.status()) || run.hasListed() || run.isOne() && run.hasRecord()) {
            throw failure;
        }
        run.suspect(failure);
    }

    /** The account has the other kind: nothing to collect, and no fault. @param kind what it does not have @param other what it has */
    public void confirm(@Variable("run") Run run, @Variable("kind") String kind, @Variable("other") String other) {
        run.absent("the account has no " + kind + ", it has " + other + " (HTTP " + run.refusal().status() + ")");
    }

    /** @throws Exception always: the account shows neither kind, or the question for the other one failed, which decides nothing */
    public void neither(@Variable("run") Run run, @Variable("kind") String kind, @Variable("other") String other,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) throws Exception {
        if (!(failure instanceof VendorException answer) || !ABSENT.contains(answer.status())) {
            throw failure;
        }
        throw new VendorException("HTTP " + run.refusal().status() + " from " + URI.create(run.source().baseUrl()).getHost() + ": the account shows neither "
                + kind + " nor " + other + ": its plan has none, or " + run.source().credentials() + " belong to someone who is no admin",
                run.refusal().status(), false, null, null);
    }
}
