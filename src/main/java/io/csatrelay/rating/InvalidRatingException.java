package io.csatrelay.rating;

/**
 * A mapping's output is no rating. Its record is quarantined with {@link #reason()}. The exception's message is
 * {@link #safeReason()}, so that an exception that ends in a log carries no customer's words there.
 */
public final class InvalidRatingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    InvalidRatingException(String reason, String safeReason) {
        super(safeReason);
        this.reason = reason;
    }

    /** All problems, values quoted: to be stored and served to those with a token, never logged. */
    public String reason() {
        return reason;
    }

    /** All problems, naming only fields and kinds of problem: may be logged. */
    public String safeReason() {
        return getMessage();
    }
}
