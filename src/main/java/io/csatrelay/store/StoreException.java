package io.csatrelay.store;

/** The store could not do what was asked; its message names what, and quotes no rating. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
