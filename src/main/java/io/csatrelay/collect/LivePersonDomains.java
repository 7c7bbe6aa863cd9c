package io.csatrelay.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.vendor.RetryAfter;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Variable;

/**
 * Where the services of LivePerson accounts are, as its domain API says ({@code {"service","account","baseURI": host}}): asked for once in
 * the life of the process, and again after a connection failed. A configured reporting domain is not asked for. Safe for use by several threads.
 */
public final class LivePersonDomains {
    /** The service that reports are asked of. */
    public static final String REPORTING = "leDataReporting";
    /** The service that issues tokens. */
    public static final String SENTINEL = "sentinel";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");

    private final URI discovery;
    private final Map<String, Configured> configured;
    private final InstantSource clock;
    private final Map<Place, String> found = new ConcurrentHashMap<>();

    /**
     * What settings say of an account.
     *
     * @param domains service → scheme and host that are not asked for
     * @param advice what to do when LivePerson does not know the account, in words
     */
    public record Configured(Map<String, String> domains, String advice) {
        /** Keeps a copy. */
        public Configured {
            domains = Map.copyOf(domains);
        }
    }

    private record Place(String account, String service) {
    }

    /** @param discovery scheme and host of the domain API @param configured by the names of the accounts */
    public LivePersonDomains(URI discovery, Map<String, Configured> configured, InstantSource clock) {
        this.discovery = discovery;
        this.configured = Map.copyOf(configured);
        this.clock = clock;
    }

    /** Whether a service has to be asked for. */
    public boolean isUnknown(@Variable("account") String account, @Variable("service") String service) {
        return find(account, service) == null;
    }

    private String find(String account, String service) {
        String known = of(account).domains().get(service);
        return known != null ? known : found.get(new Place(account, service));
    }

    private Configured of(String account) {
        Configured known = configured.get(account);
        if (known == null) {
            throw new IllegalStateException("asking LivePerson: nothing is known of the account \"" + account + "\"");
        }
        return known;
    }

    /** Scheme and host of a service. @throws IllegalStateException when it was not asked for */
    public String url(@Variable("account") String account, @Variable("service") String service) {
        String url = find(account, service);
        if (url == null) {
            throw new IllegalStateException("asking LivePerson: where its service " + service + " is was not asked for");
        }
        return url;
    }

    /** Reads the answer of the domain API. @throws VendorException when there is no host in it; it says whether to try again */
    public void learn(@Variable("account") String account, @Variable("service") String service, @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") String retryAfter, @Body String body) throws VendorException {
        String came = "asking for the domain of " + service + ": HTTP " + status + " from " + discovery.getHost();
        if (status == 429 || status >= 500) {
            throw new VendorException(came, status, true, RetryAfter.parse(retryAfter, clock.instant()).orElse(null), null);
        }
        if (status < 200 || status >= 300) {
            throw new VendorException(came + ": " + of(account).advice(), status, false, null, null);
        }
        String host = host(body);
        // Credentials go there: what is asked for in the clear, on this machine, must not lead them off it.
        if (host.isEmpty() || discovery.getScheme().equals("http") && !discovery.getHost().equals(URI.create("http://" + host).getHost())) {
            throw new VendorException(came + " without a baseURI that is a host: is LIVEPERSON_DISCOVERY_URL right?", status, false, null, null);
        }
        found.put(new Place(account, service), discovery.getScheme() + "://" + host);
    }

    private static String host(String body) {
        try {
            String host = JSON.readTree(body == null ? "" : body).path("baseURI").asText("");
            return HOST.matcher(host).matches() ? host : "";
        } catch (JsonProcessingException none) {
            return "";
        }
    }

    /** Forgets what was found of an account, for LivePerson may have moved it. @throws IOException {@code failure}, always */
    public void failed(@Variable("account") String account, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) IOException failure) throws IOException {
        found.keySet().removeIf(place -> place.account().equals(account));
        throw failure;
    }
}
