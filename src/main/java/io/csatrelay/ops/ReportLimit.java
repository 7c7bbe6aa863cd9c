package io.csatrelay.ops;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;

/**
 * Keeps each token to so many requests for reports a minute, those of who has signed in with it included. Stands behind the gate: whoever
 * comes here may ask. {@code RateLimit-Limit},
 * {@code RateLimit-Remaining} and {@code RateLimit-Reset} (seconds) are on every answer.
 */
public final class ReportLimit implements Handler<RoutingContext> {
    /** The paths that it stands before. */
    public static final String PATHS = "/(reporting|operations)/.*";

    private final int limit;
    private final RequestWindow readers;
    private final RequestWindow admins;

    /**
     * @param limit requests a minute and token
     * @param nanos a clock that never runs backwards
     */
    public ReportLimit(int limit, LongSupplier nanos) {
        this.limit = limit;
        this.readers = new RequestWindow(limit, nanos);
        this.admins = new RequestWindow(limit, nanos);
    }

    @Override
    public void handle(RoutingContext context) {
        RequestWindow.State state = (context.get(ApiGate.ACCESS) == Access.ADMIN ? admins : readers).take();
        context.response().putHeader("RateLimit-Limit", String.valueOf(limit)).putHeader("RateLimit-Remaining", String.valueOf(state.remaining()))
                .putHeader("RateLimit-Reset", String.valueOf(state.reset()));
        if (state.allowed()) {
            context.next();
            return;
        }
        context.response().setStatusCode(429).putHeader("Retry-After", String.valueOf(state.reset())).putHeader("Content-Type", "application/json")
                .end(ApiErrors.body("too_many_requests", "more than " + limit + " requests in a minute with this token: ask again in " + state.reset()
                        + " s, or raise REPORT_REQUESTS_PER_MINUTE", null));
    }
}
