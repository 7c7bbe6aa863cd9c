package io.csatrelay.collect;

import io.csatrelay.vendor.RetryAfter;
import io.csatrelay.vendor.VendorException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;

/**
 * Judges the status of a vendor's answer, before anyone reads its body.
 */
public final class VendorAnswers {
    /**
     * Worth another try: Zendesk's notes name 409, 429, 500, 502, 503, 504, 520 and 524; 408 and the rest of Cloudflare's
     * range mean the same.
     */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 530);

    private final InstantSource clock;

    /** @param clock the wall clock, for a {@code Retry-After} that is a date */
    public VendorAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Lets a 2xx with data pass.
     *
     * @param run whose source's credentials the words name
     * @param baseUrl whose host they name; null: the source's
     * @throws VendorException otherwise; it says whether to try again
     */
    public void check(@Variable("run") Run run, @Variable("baseUrl") String baseUrl, @Header(Exchange.HTTP_RESPONSE_CODE) int status, @Header(Exchange.CONTENT_TYPE) String contentType,
            @Header("Retry-After") String retryAfter) throws VendorException {
        String came = "HTTP " + status + " from " + URI.create(baseUrl == null ? run.source().baseUrl() : baseUrl).getHost();
        if (status >= 200 && status < 300) {
            if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("html")) {
                throw new VendorException(came + " with a web page instead of data: a login page, or a proxy in between?",
                        status, true, null, null);
            }
            return;
        }
        if (mayPass(status, run.source().patience())) {
            throw new VendorException(came + (status == 429 ? ": its rate limit is reached" : ": it has a fault of its own"),
                    status, true, RetryAfter.parse(retryAfter, clock.instant()).orElse(null), null);
        }
        String words = status == 400 && run.nextPage() != null
                ? "it does not accept the request for the next page; its cursor may have expired: the next run takes half the window"
                : advice(status, run.source().credentials());
        throw new VendorException(came + ": " + words, status, false, null, null);
    }

    /** A vendor that wants patience says itself what may pass: every fault of its own, and no 4xx but the limit. */
    private static boolean mayPass(int status, int patience) {
        return patience > 0 ? status == 429 || status >= 500 : PASSING.contains(status);
    }

    private static String advice(int status, String credentials) {
        return switch (status) {
            case 401 -> "check " + credentials;
            case 407 -> "the proxy wants to know who asks: check HTTPS_PROXY";
            case 403 -> "the plan or the account does not have this kind of data, or " + credentials
                    + " belong to someone who is no admin";
            case 404 -> "there is no such record, or the account does not have this kind of data; check the base URL";
            default -> status >= 300 && status < 400
                    ? "it redirects, which is not followed: check the base URL"
                    : "the vendor does not accept the request";
        };
    }
}
