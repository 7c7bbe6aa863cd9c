package io.csatrelay.publish;

import io.csatrelay.settings.Time;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.RequestLog;
import io.csatrelay.vendor.RetryAfter;
import io.csatrelay.vendor.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is published, and what each endpoint gets next: in the order of revisions, one at a time, the same again until it is taken.
 * An endpoint that fails backs off and holds up no other. Safe for use by several threads.
 */
public final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final int BUCKETS_AT_A_TIME = 500;

    private final PublishStore store;
    private final Duration interval;
    private final List<Endpoint> endpoints;
    private final Optional<Signature> signature;
    private final Backoff backoff;
    private final Time time;
    private final Set<Endpoint> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * @param store     where publications are
     * @param interval  how long one is
     * @param endpoints where they are pushed to; may be empty
     * @param signature absent only without endpoints
     * @param backoff   after a failure
     * @param time      the clocks
     */
    public Publishing(PublishStore store, Duration interval, List<Endpoint> endpoints, Optional<Signature> signature, Backoff backoff, Time time) {
        this.store = store;
        this.interval = interval;
        this.endpoints = List.copyOf(endpoints);
        this.signature = signature;
        this.backoff = backoff;
        this.time = time;
    }

    /** Publishes some of what has closed. @return whether there may be more */
    public boolean publishSome() {
        return !stopping && store.publishSome(time.now(), interval, BUCKETS_AT_A_TIME);
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * Begins with an endpoint, or goes on with it.
     *
     * @return null when there is nothing for it now: it is at work already, it waits after a failure, or it has taken everything
     */
    public Push begin(@Body Endpoint endpoint) {
        return atWork.add(endpoint) ? next(endpoint, () -> { }) : null;
    }

    /**
     * The endpoint answered, or no answer came.
     *
     * @param failure why none came, or null
     * @return the next push to it, or null
     */
    public Push settled(@Variable("push") Push push, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Header(Exchange.HTTP_RESPONSE_CODE) Integer status, @Header("Retry-After") String retryAfter) {
        log(push, failure == null ? status : 0);
        return next(push.endpoint(), () -> {
            if (failure != null) {
                failed(push, failure.getClass().getSimpleName(), Optional.empty());
            } else if (status >= 200 && status < 300) {
                taken(push);
            } else {
                failed(push, "HTTP " + status, RetryAfter.parse(retryAfter, time.now()));
            }
        });
    }

    /** Whoever has none is not at work any more, whatever the store did: otherwise nobody would begin with it again. */
    private Push next(Endpoint endpoint, Runnable first) {
        Push next = null;
        try {
            first.run();
            next = find(endpoint);
        } catch (RuntimeException failed) {
            LOG.warn("publishing to {}: {}: the next tick begins again with what the store knows", endpoint, failed.getMessage());
        } finally {
            if (next == null) {
                atWork.remove(endpoint);
            }
        }
        return next;
    }

    private Push find(Endpoint endpoint) {
        Instant now = time.now();
        boolean waits = store.waiting(endpoint.id()).filter(waiting -> now.isBefore(waiting.until())).isPresent();
        Optional<Published> next = stopping || waits ? Optional.empty() : store.next(endpoint.id());
        return next.map(published -> new Push(endpoint, published, signature.orElseThrow(), now, time.nanos().getAsLong())).orElse(null);
    }

    private void log(Push push, int status) {
        RequestLog.log("POST", push.endpoint().url().getHost(), push.endpoint().url().getRawPath(), status, -1, Duration.ZERO,
                Duration.ofNanos(time.nanos().getAsLong() - push.startedNanos()), null);
    }

    private void taken(Push push) {
        if (store.waiting(push.endpoint().id()).isPresent()) {
            LOG.info("publishing to {}: it takes distributions again", push.endpoint());
        }
        store.taken(push.endpoint().id(), push.published().revision());
    }

    private void failed(Push push, String why, Optional<Duration> asked) {
        int failures = store.waiting(push.endpoint().id()).map(PublishStore.Waiting::failures).orElse(0) + 1;
        store.failed(push.endpoint().id(), failures, time.now().plus(backoff.after(failures, asked)));
        if (failures == 1) {
            LOG.warn("publishing {} to {}: {}: tried again until it is taken; look at what receives it", push.published().id(), push.endpoint(), why);
        }
    }

    /** How many publications an endpoint has not taken yet. */
    public long behind(Endpoint endpoint) {
        return store.behind(endpoint.id());
    }

    /** Begins nothing more. */
    public void stop() {
        stopping = true;
    }
}
