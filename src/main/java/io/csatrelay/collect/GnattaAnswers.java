package io.csatrelay.collect;

import io.csatrelay.vendor.RateHeaders;
import io.csatrelay.vendor.VendorException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** Judges the status of Gnatta's answers, and keeps to the limit that their headers tell. Stateless but for the store. */
public final class GnattaAnswers {
    private final CollectStore store;
    private final VendorAnswers answers;
    private final InstantSource clock;

    /** @param store learns how long the source has to wait @param answers judges what is any vendor's @param clock the wall clock */
    public GnattaAnswers(CollectStore store, VendorAnswers answers, InstantSource clock) {
        this.store = store;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Lets a 2xx pass; the next request waits when the limit leaves none.
     *
     * @throws VendorException otherwise; it says whether to try again, and what to check
     */
    public void check(@Variable("run") Run run, @Variable("tiles") TileRun tiles, Message answer) throws VendorException {
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        Instant now = clock.instant();
        String retryAfter = answer.getHeader("Retry-After", String.class);
        if (status == 429 && retryAfter == null) {
            retryAfter = RateHeaders.reset(answer.getHeaders(), now).map(wait -> String.valueOf(wait.toSeconds() + (wait.toMillisPart() > 0 ? 1 : 0))).orElse(null);
        }
        String words = words(status, run.source().credentials());
        if (words != null) {
            throw new VendorException("HTTP " + status + " from " + URI.create(run.getBaseUrl()).getHost() + ": " + words, status, false, null, null);
        }
        answers.check(run, run.getBaseUrl(), status, answer.getHeader(Exchange.CONTENT_TYPE, String.class), retryAfter);
        if (tiles.goesOn()) {
            RateHeaders.wait(answer.getHeaders(), now).filter(wait -> !wait.isZero()).ifPresent(wait -> hold(run, wait, now));
        }
    }

    /** What Gnatta's page says of a status that means something else with other vendors; null for any other. */
    private static String words(int status, String credentials) {
        return switch (status) {
            case 400 -> "it does not accept the request: check the tile's fields in gnatta-tiles.yaml, and the ids in gnatta-collect.yaml";
            case 403 -> "it wants a role: a client application has them all, a user needs at least Analytics: check " + credentials + ", and the roles in Gnatta";
            case 404 -> "it has no such path: look the tile's path up in your account and change it in gnatta-tiles.yaml";
            default -> null;
        };
    }

    /** A short wait is the run's; a longer one ends it, and the source goes on after it. */
    private void hold(Run run, Duration wait, Instant now) {
        if (wait.compareTo(VendorRetry.LONGEST_WITHIN_RUN) <= 0) {
            run.waitLeft(wait);
            return;
        }
        Instant until = now.plus(wait);
        store.waiting(run.getSourceId(), until, "waiting until " + until + ": Gnatta's limit leaves no request before");
        run.leave("Gnatta's limit leaves no request before " + until + "; after that it goes on");
    }
}
