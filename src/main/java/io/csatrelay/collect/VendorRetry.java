package io.csatrelay.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Processor;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request to a vendor is tried again, and when: jittered back-off, never less than the vendor asked for, a
 * limited number of times. A longer wait ends the run instead: the source then waits, and runs go on after it.
 *
 * <p>A wait is a row of Camel's delayed redeliveries, each at most {@link #SLICE} long: Camel cannot cut one short, and a relay that
 * stops must not wait for a vendor. Stateless but for the store; what a request waits for is in its {@link Run}.
 */
public final class VendorRetry implements Processor {
    /**
     * Tries of one request before its run fails. The seven waits between them are at least 63 s together, more than the minute
     * that Zendesk's limits count in, whatever little its {@code Retry-After} asked for.
     */
    static final int ATTEMPTS = 8;
    /** The longest wait within a run; a longer one is the source's. */
    static final Duration LONGEST_WITHIN_RUN = Duration.ofSeconds(75);
    /** How soon a stop is noticed. */
    static final Duration SLICE = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(VendorRetry.class);

    private final CollectStore store;
    private final Backoff backoff;
    private final InstantSource clock;

    /**
     * @param store learns how long a source has to wait
     * @param backoff how long to wait
     * @param clock the wall clock
     */
    public VendorRetry(CollectStore store, Backoff backoff, InstantSource clock) {
        this.store = store;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Called before each request: holds it back while its wait is not over. */
    public void due(@Variable("run") Run run) throws NotYet {
        if (!run.waitLeft().isZero()) {
            throw new NotYet();
        }
    }

    /** Called when an attempt failed, or was held back: notes how long to wait before the next one. */
    @Override
    public void process(Exchange exchange) {
        Run run = exchange.getVariable("run", Run.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        boolean again = !run.isStopped() && (failure instanceof NotYet || passing(failure) && waits(run, failure));
        exchange.setProperty("tryAgain", again);
        if (again) {
            Duration slice = run.waitLeft().compareTo(SLICE) < 0 ? run.waitLeft() : SLICE;
            run.waitLeft(run.waitLeft().minus(slice));
            // Zero would mean Camel's own delay, a second.
            // Camel reads it from In, whereas a body that broke off leaves an Out behind.
            exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, Math.max(1, slice.toMillis()));
        }
    }

    /** @return false when the request has to be given up */
    private boolean waits(Run run, Throwable failure) {
        int failures = run.failedAttempt();
        Duration wait = longer(backoff.after(failures, asked(failure)), backoff.times(leastSeconds(run.source().patience(), failure, failures)));
        if (failures >= ATTEMPTS || wait.compareTo(LONGEST_WITHIN_RUN) > 0) {
            asked(failure).ifPresent(asked -> leaveToLater(run, asked, wait));
            return false;
        }
        run.waitLeft(wait);
        LOG.info("collecting {}: {}: waiting {} s, attempt {} of {}", run.where(), Failures.inWords(failure),
                seconds(wait), failures, ATTEMPTS);
        return true;
    }

    /** LivePerson's notes: after a 5xx 5, 10, 15 s, then longer; after a 429 a second. */
    private static int leastSeconds(int patience, Throwable failure, int failures) {
        if (patience == 0 || !(failure instanceof VendorException vendor)) {
            return 0;
        }
        return vendor.status() == 429 ? 1 : vendor.status() >= 500 ? patience * failures : 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void leaveToLater(Run run, Duration asked, Duration wait) {
        Instant until = clock.instant().plus(wait).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        store.waiting(run.getSourceId(), until, "waiting until " + until + ": the vendor asked for " + asked.toSeconds() + " s");
    }

    /**
     * Called when a request failed that the run can do without: it goes on, after the wait that the vendor asked for.
     *
     * @throws Exception {@code failure}, when that wait is too long for a run, or the run stops
     */
    public void without(@Variable("run") Run run, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) throws Exception {
        if (run.isStopped()) {
            throw failure;
        }
        if (asked(failure).isEmpty()) {
            // Those of the next request are counted anew.
            run.passedAttempt();
        } else if (!waits(run, failure)) {
            throw failure;
        }
        LOG.info("collecting {}: {}: going on without what was asked for", run.where(), Failures.inWords(failure));
    }

    /** Called when the request passed: its failures are forgotten. */
    public void passed(@Variable("run") Run run) {
        run.passedAttempt();
    }

    private static boolean passing(Throwable failure) {
        if (failure instanceof VendorException vendor) {
            return vendor.retryable();
        }
        return failure instanceof IOException || failure instanceof JsonProcessingException;
    }

    private static Optional<Duration> asked(Throwable failure) {
        return failure instanceof VendorException vendor ? vendor.asked() : Optional.empty();
    }

    private static String seconds(Duration wait) {
        return String.format(Locale.ROOT, "%.1f", wait.toMillis() / 1000.0);
    }

    /** The request's wait is not over. No fault: it has no trace, and is never shown. */
    static final class NotYet extends Exception {
        private static final long serialVersionUID = 1L;

        NotYet() {
            super("the request's wait is not over", null, false, false);
        }
    }
}
