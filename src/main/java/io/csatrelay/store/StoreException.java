package io.csatrelay.store;

import io.csatrelay.collect.CollectStore;

/** The store could not do what was asked; its message names what, and quotes no rating. */
public final class StoreException extends RuntimeException implements CollectStore.QuotesNothing {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
