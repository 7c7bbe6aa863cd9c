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

/**
 * Judges the status of Gnatta's answers, and remembers the limit that their headers tell: that of exports is one of its own. Stateless but
 * for the store.
 */
public final class GnattaAnswers {
    private final GnattaStore store;
    private final VendorAnswers answers;
    private final InstantSource clock;

    /** @param store learns how long requests of a kind are held back @param answers judges what is any vendor's @param clock the wall clock */
    public GnattaAnswers(GnattaStore store, VendorAnswers answers, InstantSource clock) {
        this.store = store;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Lets a 2xx pass; requests of its kind are held back when the limit leaves none, whether another is to be sent now or not.
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
        try {
            answers.check(run, run.getBaseUrl(), status, answer.getHeader(Exchange.CONTENT_TYPE, String.class), retryAfter);
        } catch (VendorException refused) {
            Duration asked = refused.asked().orElse(Duration.ZERO);
            if (status != 429 || asked.compareTo(VendorRetry.LONGEST_WITHIN_RUN) <= 0) {
                throw refused;
            }
            store.holdBack(run.getSourceId(), tiles.request().export(), now.plus(asked));
            // What is asked for is not the whole source's wait.
            throw new VendorException(refused.getMessage(), status, false, null, refused);
        }
        RateHeaders.wait(answer.getHeaders(), now).filter(wait -> !wait.isZero())
                .ifPresent(wait -> store.holdBack(run.getSourceId(), tiles.request().export(), now.plus(wait)));
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
}
