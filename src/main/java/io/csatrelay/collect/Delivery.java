package io.csatrelay.collect;

/**
 * A delivery whose signature and time are good. Used by one exchange alone.
 */
public final class Delivery {
    private final IntakeDoor door;
    private final Run run;
    private final CollectStore.Signed signed;

    /** @param run null for a repeat */
    Delivery(IntakeDoor door, Run run, CollectStore.Signed signed) {
        this.door = door;
        this.run = run;
        this.signed = signed;
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

    CollectStore.Signed signed() {
        return signed;
    }
}
