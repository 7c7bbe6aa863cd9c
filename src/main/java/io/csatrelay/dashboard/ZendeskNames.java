package io.csatrelay.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.vendor.RetryAfter;
import io.csatrelay.vendor.VendorException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which names are asked of Zendesk, and when: when somebody looks, those of the last day left out, never while a source waits as Zendesk
 * asked, and not again soon after a failure. Nobody waits for it; until a name is there its id is shown. Safe for use by several threads.
 */
public final class ZendeskNames {
    /** {@code users/show_many} takes 100 ids: developer.zendesk.com, Users, Show Many Users. */
    static final int IDS = 100;
    /** How long a name is good for. */
    static final Duration FRESH = Duration.ofDays(1);
    /** How long nothing is asked after a failure. */
    static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private static final String GROUPS_PAGE = "page%5Bsize%5D=100";
    private static final Logger LOG = LoggerFactory.getLogger(ZendeskNames.class);
    /** Zendesk's ids. An agent without one is known by the e-mail address. */
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

    private final DistributionStore store;
    private final Names names;
    private final InstantSource clock;
    private final BooleanSupplier vendorWaits;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private volatile Instant notBefore = Instant.EPOCH;

    /**
     * @param store which agents and groups there are
     * @param names learn what Zendesk says
     * @param clock the wall clock
     * @param vendorWaits whether some source waits, as Zendesk asked
     */
    public ZendeskNames(DistributionStore store, Names names, InstantSource clock, BooleanSupplier vendorWaits) {
        this.store = store;
        this.names = names;
        this.clock = clock;
        this.vendorWaits = vendorWaits;
    }

    /** Whether there is a name to ask for now. */
    public boolean isWanted() {
        return mayAsk() && (!agents().isEmpty() || groupsWanted());
    }

    private boolean mayAsk() {
        return !clock.instant().isBefore(notBefore) && !vendorWaits.getAsBoolean();
    }

    /** The agents to ask for: ids separated by commas, as many in a piece as one request takes. */
    public List<String> agents() {
        List<String> ids = stale(Kind.AGENT);
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += IDS) {
            pieces.add(String.join(",", ids.subList(i, Math.min(ids.size(), i + IDS))));
        }
        return pieces;
    }

    private List<String> stale(Kind kind) {
        Instant now = clock.instant();
        return store.values(kind.dimension()).stream().filter(id -> ID.matcher(id).matches())
                .filter(id -> !asked.getOrDefault(kind.shared() + id, Instant.MIN).isAfter(now.minus(FRESH))).toList();
    }

    /** Whether a group is to be asked for; one answer has them all. */
    public boolean groupsWanted() {
        return !stale(Kind.SKILL).isEmpty() || !stale(Kind.QUEUE).isEmpty();
    }

    /** Holds a request back that a source's wait, begun meanwhile, forbids. */
    public void holdBack() throws VendorException {
        if (!mayAsk()) {
            throw new VendorException("Zendesk asked to wait", 429, true, null, null);
        }
    }

    /** Lets an answer pass that has names. @throws VendorException otherwise */
    public void check(@Header(Exchange.HTTP_RESPONSE_CODE) int status, @Header("Retry-After") String retryAfter) throws VendorException {
        if (status != 200) {
            throw new VendorException("HTTP " + status, status, true, RetryAfter.parse(retryAfter, clock.instant()).orElse(null), null);
        }
    }

    /** {@code {"users":[{"id","name"}]}}: of all that Zendesk says of a person only the name is kept. @param ids those that were asked for */
    public void users(@Variable("ids") String ids, @Body JsonNode answer) {
        learn(Kind.AGENT, answer.path("users"));
        for (String id : ids.split(",")) {
            asked.put(Kind.AGENT.shared() + id, clock.instant());
        }
    }

    /** {@code {"groups":[{"id","name"}],"meta":{"has_more","after_cursor"}}}. @return the next page's query; empty after the last page */
    public String groups(@Body JsonNode answer) {
        learn(Kind.QUEUE, answer.path("groups"));
        String cursor = answer.at("/meta/after_cursor").asText("");
        if (answer.at("/meta/has_more").asBoolean() && !cursor.isEmpty()) {
            return GROUPS_PAGE + "&page%5Bafter%5D=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        // One that is not among them is gone: it would be asked for at every look.
        List.of(Kind.SKILL, Kind.QUEUE).forEach(kind -> store.values(kind.dimension())
                .forEach(id -> asked.put(kind.shared() + id, clock.instant())));
        return "";
    }

    private void learn(Kind kind, JsonNode found) {
        for (JsonNode one : found) {
            String name = one.path("name").asText("").strip();
            if (one.path("id").isIntegralNumber() && !name.isEmpty()) {
                names.learn(kind.shared(), one.path("id").asText(), name);
            }
        }
    }

    /** Ids go on being shown; asks again later, and not before Zendesk said. */
    public void failed(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        Optional<VendorException> said = vendors(failure);
        Duration wait = said.flatMap(VendorException::asked).filter(asks -> asks.compareTo(AFTER_FAILURE) > 0).orElse(AFTER_FAILURE);
        notBefore = clock.instant().plus(wait);
        String what = said.map(Throwable::getMessage).orElse(failure.getClass().getSimpleName());
        LOG.info("looking up the names of agents and groups at Zendesk: {}: ids are shown instead; asking again after {} s", what, wait.toSeconds());
    }

    /** What is thrown for one piece of a split is wrapped. */
    private static Optional<VendorException> vendors(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VendorException vendor) {
                return Optional.of(vendor);
            }
        }
        return Optional.empty();
    }
}
