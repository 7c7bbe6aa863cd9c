package io.csatrelay.deliver;

/** What a batch waits for, or how it ended. */
public enum BatchState {
    /** Fixed and stored; to be sent, or sent again as it is. */
    READY,
    /** Taken by a worker; its request was not sent yet. */
    CLAIMED,
    /** In flight: its ledger row is committed and no answer was read yet. */
    SENT,
    /** Its answer was lost; its first rating goes alone before the rest goes again. */
    LOST,
    /** The rest of a lost batch, waiting for what becomes of its first rating. */
    WAITING,
    /** A lost batch that was cut into its first rating and the rest. */
    PROBED,
    /** Answered item by item. */
    SETTLED,
    /** Refused whole: halved, or, alone, the offender. */
    REFUSED,
    /** Whether it was taken only a person can say. */
    UNKNOWN,
    /** Taken apart, because every half was refused: its ratings are owed as before. */
    DISSOLVED
}
