package io.csatrelay.collect;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.camel.Variable;

/**
 * Lets one run at a time ask an account, where a vendor limits how many requests are in flight. Whoever has to wait does so as after a
 * failure, without a thread. Safe for use by several threads.
 */
public final class Gate {
    private final ConcurrentMap<String, Run> inside = new ConcurrentHashMap<>();

    /** Lets a run in. @throws VendorRetry.NotYet when another is inside: it asks again a little later */
    public void enter(@Variable("run") Run run) throws VendorRetry.NotYet {
        if (inside.putIfAbsent(run.getAccount(), run) != null) {
            run.waitLeft(VendorRetry.SLICE);
            throw new VendorRetry.NotYet();
        }
    }

    /** Lets it out again. */
    public void leave(@Variable("run") Run run) {
        inside.remove(run.getAccount(), run);
    }
}
