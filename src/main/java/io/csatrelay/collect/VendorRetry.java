package io.csatrelay.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request to a vendor is tried again, and when: jittered back-off, never less than the vendor asked for, a
 * limited number of times. A longer wait ends the run instead: the source then waits, and runs go on after it.
 */
public final class VendorRetry implements Processor {
    /** Tries of one request before its run fails. */
    static final int ATTEMPTS = 6;
    /** The longest wait within a run; a longer one is the source's. */
    static final Duration LONGEST_WITHIN_RUN = Duration.ofSeconds(75);

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

    /** Called when an attempt failed: notes how long to wait before the next one. */
    @Override
    public void process(Exchange exchange) {
        Run run = exchange.getVariable("run", Run.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.setProperty("tryAgain", false);
        if (run == null || !passing(failure)) {
            return;
        }
        int failures = run.failedAttempt();
        Duration wait = backoff.after(failures, asked(failure));
        if (failures >= ATTEMPTS || wait.compareTo(LONGEST_WITHIN_RUN) > 0) {
            leaveToLater(run, failure, wait);
            return;
        }
        exchange.setProperty("tryAgain", true);
        exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis());
        LOG.info("collecting {}: {}: waiting {} s, attempt {} of {}", run.where(), Failures.inWords(failure),
                seconds(wait), failures, ATTEMPTS);
    }

    private void leaveToLater(Run run, Throwable failure, Duration wait) {
        if (asked(failure).isPresent()) {
            var until = clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS);
            store.waiting(run.getSourceId(), until, "waiting until " + until + ": the vendor asked for "
                    + asked(failure).get().toSeconds() + " s");
        }
    }

    /** Called when the request passed: its failures are forgotten. */
    public void passed(@org.apache.camel.Variable("run") Run run) {
        if (run != null) {
            run.passedAttempt();
        }
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
        return String.format(java.util.Locale.ROOT, "%.1f", wait.toMillis() / 1000.0);
    }
}
