package io.csatrelay.collect;

/** A delivery that is not taken. Its message quotes nothing of the delivery. */
public final class IntakeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    IntakeException(int status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    /** The HTTP status that it is answered with. */
    public int status() {
        return status;
    }

    /** The error's word, such as {@code unauthorized}. */
    public String error() {
        return error;
    }
}
