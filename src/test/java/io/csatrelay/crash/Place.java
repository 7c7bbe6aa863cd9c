package io.csatrelay.crash;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Where a route can be made to die: beside which step of which route, or route template. */
enum Place {
    /** A page arrived and nothing of it is stored. */
    AFTER_FETCH("windows", Map.of("to", Map.of("uri", "direct:vendor-get")), false),
    /** A page is stored, a window's last one together with its bookmark. */
    AFTER_STORE("store", Map.of("bean", Map.of("ref", "ratings", "method", "store")), false),
    /** A batch has its members; no row of the ledger is written. */
    AFTER_CLAIM("deliver-maestroqa", Map.of("delay", Map.of("simple", "${variable.delivery.waitMillis}")), true),
    /** The ledger's row is committed; the request was not sent. */
    BEFORE_POST("deliver-maestroqa", Map.of("to", Map.of("uri", "direct:maestroqa-post")), true),
    /** MaestroQA took the batch and said so; the answer is not committed. */
    AFTER_ANSWER("deliver-maestroqa", Map.of("to", Map.of("uri", "direct:maestroqa-post")), false),
    /** The answer is committed. */
    AFTER_COMMIT("deliver-maestroqa", Map.of("bean", Map.of("ref", "deliveries", "method", "settle")), false),
    /** A tile of LivePerson's is stored, with its snapshots and the bookmark. */
    AFTER_TILE("liveperson-csat", Map.of("bean", Map.of("ref", "livePersonCsat", "method", "store")), false),
    /** An answer of Gnatta's is kept. */
    AFTER_KEEP("gnatta-tiles", Map.of("bean", Map.of("ref", "gnattaTiles", "method", "keep")), false),
    /** A reporting endpoint took a distribution and said so; that is not stored. */
    AFTER_PUSH("push", Map.of("to", Map.of("uri", "direct:push-post")), false);

    /** Those that a rating passes on its way from Zendesk to MaestroQA. */
    static final List<Place> OF_RATINGS = List.copyOf(EnumSet.range(AFTER_FETCH, AFTER_COMMIT));

    private final String route;
    private final Map<String, Object> step;
    private final boolean before;

    Place(String route, Map<String, Object> step, boolean before) {
        this.route = route;
        this.step = step;
        this.before = before;
    }

    String route() {
        return route;
    }

    /** The step of the route that it is beside, as its YAML reads. */
    Map<String, Object> step() {
        return step;
    }

    /** Whether it is before that step, or after it. */
    boolean before() {
        return before;
    }
}
