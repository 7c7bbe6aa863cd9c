package io.csatrelay.report;

/** A request for a report that cannot be answered as it is; becomes {@code {"error","message","field"?}}. */
public final class ReportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String field;

    /**
     * @param status the HTTP status, 400 to 499
     * @param error the kind, such as {@code not_found}
     * @param message what came and what to do; never quotes a customer
     * @param field the parameter or the body's field that it is about, such as {@code filters.from}; null for none
     */
    public ReportException(int status, String error, String message, String field) {
        super(message);
        this.status = status;
        this.error = error;
        this.field = field;
    }

    /** A 400 that names the field. */
    static ReportException badField(String field, String message) {
        return new ReportException(400, "bad_request", message, field);
    }

    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    /** Null when it is about no single field. */
    public String field() {
        return field;
    }
}
