package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A LivePerson account on loopback: the domain API, the sentinel, and the two reporting methods as their documents have them, counted anew
 * from its conversations for each request by the windowing rule. Stricter than the real one: an unknown parameter is answered 400. All three
 * kinds of authentication are good. Thread-safe.
 */
public final class DemoLivePerson implements AutoCloseable {
    /** A bearer token; none of these is a secret. */
    public static final String TOKEN = "demo-liveperson-token";
    public static final String CLIENT_ID = "demo-client";
    public static final String CLIENT_SECRET = "demo+client/secret&";
    public static final String APP_KEY = "demo-app-key";
    public static final String APP_SECRET = "demo-app-secret";
    public static final String ACCESS_TOKEN = "demo-access-token";
    public static final String ACCESS_TOKEN_SECRET = "demo-access-token-secret";

    private static final Pattern DOMAIN = Pattern.compile("/api/account/([^/]+)/service/([^/]+)/baseURI\\.json");
    private static final Pattern REPORT = Pattern.compile("/operations/api/account/([^/]+)/(msgcsatdistribution|engactivity)");
    private static final Pattern SENTINEL = Pattern.compile("/sentinel/api/v2/account/([^/]+)/app/token");
    private static final Set<String> SERVICES = Set.of("leDataReporting", "sentinel");

    /** Ways in which real answers differ from the documents. */
    public enum Quirk {
        /** Skills are in {@code skillsMetrics}, as the CSAT page's table has it. */
        SKILLS_METRICS,
        /** {@code metricsTotal}, as the parameters' description has it. */
        METRICS_TOTAL,
        /** The answer is in {@code body}, beside {@code meta}. */
        WRAPPED,
        /** Ids without data are listed, with zeros. */
        ROWS_OF_ZEROS,
        /** {@code csat_score} is no percentage of anything. */
        WRONG_SCORE,
        /** Totals are some more than the sum of their parts: "Totals may not add up due to rounding differences". */
        ROUNDED_TOTALS
    }

    /**
     * How the account is set up.
     *
     * @param port       0 for any free one
     * @param account    its id
     * @param clock      says when a window ends
     * @param tokensLast how long the sentinel's tokens are good
     */
    public record Options(int port, String account, InstantSource clock, Duration tokensLast) {
        /** Any free port, account 56072331, the system's clock, tokens of an hour. */
        public static Options defaults() {
            return new Options(0, "56072331", InstantSource.system(), Duration.ofHours(1));
        }

        /** The same on this clock. */
        public Options withClock(InstantSource newClock) {
            return new Options(port, account, newClock, tokensLast);
        }
    }

    private final Options options;
    private final LivePersonAuth auth;
    private final LoopbackServer server;
    private final List<DemoConversation> conversations = new ArrayList<>();
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);

    private DemoLivePerson(Options options) throws IOException {
        this.options = options;
        this.auth = new LivePersonAuth(options);
        this.server = LoopbackServer.start("the demo LivePerson", options.port(), "Authorization", Duration.ZERO, System::nanoTime, this::answer);
    }

    /** Starts an account without conversations. @throws IOException when the port cannot be had; the message names it */
    public static DemoLivePerson start(Options options) throws IOException {
        return new DemoLivePerson(options);
    }

    public String url() {
        return server.url();
    }

    public DemoFaults faults() {
        return server.faults();
    }

    /** Every request, in order of arrival. */
    public List<DemoRequest> requests() {
        return server.log().all();
    }

    public synchronized void addAll(Collection<DemoConversation> more) {
        conversations.addAll(more);
    }

    public synchronized void add(DemoConversation one) {
        conversations.add(one);
    }

    /** Answers from now on with these and no other. */
    public synchronized void behave(Quirk... now) {
        quirks.clear();
        quirks.addAll(List.of(now));
    }

    /** Refuses every token that its sentinel issued so far. */
    public synchronized void revokeTokens() {
        auth.revoke();
    }

    /** How many tokens its sentinel issued. */
    public synchronized int tokens() {
        return auth.issued();
    }

    /** What it would have answered at a moment, in the documents' form. @param method {@code msgcsatdistribution} or {@code engactivity} */
    public synchronized JsonNode wouldAnswer(String method, String query, Instant now) {
        LivePersonMethod which = method(method);
        return new LivePersonAnswers(which, LivePersonQuestion.read(which, query, now), conversations, Set.of()).answer();
    }

    /** The connector's settings for it, with a bearer token and with its domain asked for. */
    public Map<String, String> settings() {
        return Map.of("LIVEPERSON_ACCOUNT_ID", options.account(), "LIVEPERSON_DISCOVERY_URL", url(), "LIVEPERSON_TOKEN", TOKEN);
    }

    private synchronized DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        try {
            return route(request, body, header);
        } catch (Rejected e) {
            return e.answer();
        }
    }

    private DemoAnswer route(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        Matcher domain = DOMAIN.matcher(request.path());
        Matcher report = REPORT.matcher(request.path());
        Matcher sentinel = SENTINEL.matcher(request.path());
        if (request.method().equals("GET") && domain.matches()) {
            return domain(domain.group(1), domain.group(2), request, header.apply("Host"));
        } else if (request.method().equals("POST") && sentinel.matches() && sentinel.group(1).equals(options.account()) && request.query().isEmpty()) {
            return auth.issue(body, header.apply("Content-Type"));
        } else if (request.method().equals("GET") && report.matches()) {
            if (!report.group(1).equals(options.account()) || !auth.admits(header.apply("Authorization"), "http://" + header.apply("Host") + request.path(), request.query())) {
                throw new Rejected(401, "Unauthorized", "Bad Authentication (invalid site or agent)");
            }
            LivePersonMethod method = method(report.group(2));
            return DemoAnswer.json(200, Json.bytes(new LivePersonAnswers(method, LivePersonQuestion.read(method, request.query(), options.clock().instant()),
                    conversations, quirks).answer()));
        }
        throw new Rejected(404, "Not found", "there is nothing here");
    }

    /** Without authentication; it would be a mistake to send some. */
    private DemoAnswer domain(String account, String service, DemoRequest request, String host) {
        if (request.authorization() || !request.query().equals("version=1.0")) {
            throw new Rejected(400, "Bad request", "the domain API takes version=1.0 and no credentials");
        }
        if (!account.equals(options.account()) || !SERVICES.contains(service)) {
            throw new Rejected(404, "Not found", "no such account or service");
        }
        return DemoAnswer.json(200, Json.object().put("service", service).put("account", account).put("baseURI", host).toString());
    }

    private static LivePersonMethod method(String path) {
        return LivePersonMethod.CSAT.path().equals(path) ? LivePersonMethod.CSAT : LivePersonMethod.ENGAGEMENT;
    }

    @Override
    public void close() {
        server.close();
    }
}
