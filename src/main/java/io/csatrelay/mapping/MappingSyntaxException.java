package io.csatrelay.mapping;

/** A mapping is no jq program. Its message says which and where; a program holds none of the customer's words. */
public final class MappingSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    MappingSyntaxException(String message, Throwable cause) {
        super(message, cause);
    }
}
