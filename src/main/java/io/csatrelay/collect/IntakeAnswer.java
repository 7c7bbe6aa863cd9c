package io.csatrelay.collect;

import java.util.Locale;

/** How a delivery was answered. */
public enum IntakeAnswer {
    /** Stored, 202. */
    TAKEN,
    /** The same signed request again: 202, and nothing changes. */
    REPEATED,
    /** 401: no signature, or none of the source's secrets makes it. */
    BAD_SIGNATURE,
    /** 401: no time, or one more than five minutes from now. */
    BAD_TIME,
    /** 503: a person paused the source. */
    PAUSED,
    /** 404. */
    UNKNOWN_SOURCE;

    /** Its name in metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
