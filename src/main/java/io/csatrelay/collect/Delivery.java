package io.csatrelay.collect;

import java.time.Instant;

/**
 * A delivery whose signature and time are good. Used by one exchange alone.
 */
public final class Delivery {
    private final IntakeDoor door;
    private final Run run;
    private final String signature;
    private final Instant signedAt;

    /** @param run null for a repeat */
    Delivery(IntakeDoor door, Run run, String signature, Instant signedAt) {
        this.door = door;
        this.run = run;
        this.signature = signature;
        this.signedAt = signedAt;
    }

    /** Whether this signed request was not stored before; a repeat changes nothing. */
    public boolean isFirst() {
        return run != null;
    }

    IntakeDoor door() {
        return door;
    }

    Run run() {
        return run;
    }

    String signature() {
        return signature;
    }

    Instant signedAt() {
        return signedAt;
    }
}
