package io.csatrelay.vendor;

import java.time.Duration;
import java.util.Optional;

/**
 * A vendor did not answer as its contract says.
 *
 * <p>The message says what came and what to do, and never quotes a body, a query or a credential: it is logged and shown.
 */
public final class VendorException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean retryable;
    private final transient Duration asked;

    /**
     * @param message what came, from which host, and what to do
     * @param status the HTTP status, or 0 when there was none
     * @param retryable whether the same request may pass a little later
     * @param asked the wait that the vendor asked for, or null
     * @param cause what the transport said, or null
     */
    public VendorException(String message, int status, boolean retryable, Duration asked, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.retryable = retryable;
        this.asked = asked;
    }

    /** The HTTP status, or 0 when no answer came. */
    public int status() {
        return status;
    }

    /** Whether the same request may pass a little later. */
    public boolean retryable() {
        return retryable;
    }

    /** The wait that the vendor asked for. */
    public Optional<Duration> asked() {
        return Optional.ofNullable(asked);
    }
}
