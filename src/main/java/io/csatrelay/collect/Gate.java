package io.csatrelay.collect;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Variable;

/**
 * Lets one run at a time ask an account, where a vendor limits how many requests are in flight. Whoever has to wait does so as after a
 * failure, without a thread.
 */
public final class Gate {
    private final AtomicReference<Run> inside = new AtomicReference<>();

    /** Lets a run in. @throws VendorRetry.NotYet when another is inside: it asks again a little later */
    public void enter(@Variable("run") Run run) throws VendorRetry.NotYet {
        if (!inside.compareAndSet(null, run)) {
            run.waitLeft(VendorRetry.SLICE);
            throw new VendorRetry.NotYet();
        }
    }

    /** Lets it out again. */
    public void leave(@Variable("run") Run run) {
        inside.compareAndSet(run, null);
    }
}
