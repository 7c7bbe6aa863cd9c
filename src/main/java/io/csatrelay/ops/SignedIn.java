package io.csatrelay.ops;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Who has signed in at the dashboard. */
@FunctionalInterface
public interface SignedIn {
    /** Nobody ever. */
    SignedIn NOBODY = request -> Optional.empty();

    /** What the session that a request's cookie names may do; empty without one, or when it is over. */
    Optional<Access> access(HttpServerRequest request);
}
