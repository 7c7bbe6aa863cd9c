package io.csatrelay.ops;

/** A request that the API cannot take; becomes {@code {"error","message","field"?}}. */
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String field;

    ApiException(int status, String error, String message, String field) {
        super(message);
        this.status = status;
        this.error = error;
        this.field = field;
    }

    /** A 400 that names the field. */
    public static ApiException badField(String field, String message) {
        return new ApiException(400, "bad_request", message, field);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String field() {
        return field;
    }
}
