package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * MaestroQA's bulk API on loopback, as {@code maestroqa-bulk-csat} documents it: {@code POST} {@value #PATH} with up to 100 items.
 *
 * <p>What is not as documented (a field that is not known, a wrong type, a missing field, a score outside its scale) is answered 400 whole; an item
 * without any agent is a {@code Failed:} in a 201. It keeps what it took. Thread-safe.
 */
public final class DemoMaestroQA implements AutoCloseable {

    /** The documented path. */
    public static final String PATH = "/api/v1/create-customer-feedback";

    /**
     * How the vendor is set up.
     *
     * @param port        0 for any free one
     * @param tokenHeader name of the header that carries the token
     * @param perSecond   requests admitted in any span of a second, by arrival; 0 for no limit
     * @param perMinute   the same for a minute
     * @param maxItems    in one request
     * @param answerDelay before every answer
     * @param keepItems   false: count what is taken, do not keep it
     * @param ticker      monotonic nanoseconds
     */
    public record Options(int port, String tokenHeader, String token, int perSecond, int perMinute, int maxItems,
            Duration answerDelay, boolean keepItems, LongSupplier ticker) {

        /** Any free port, {@code apitoken} with a token that is no secret, the documented limits of 10 and 100, no delay. */
        public static Options defaults() {
            return new Options(0, "apitoken", "demo-maestroqa-token", 10, 100, 100, Duration.ZERO, true, System::nanoTime);
        }

        /** The same on this port. */
        public Options withPort(int newPort) {
            return new Options(newPort, tokenHeader, token, perSecond, perMinute, maxItems, answerDelay, keepItems, ticker);
        }

        /** The same with this header and token. */
        public Options withToken(String header, String newToken) {
            return new Options(port, header, newToken, perSecond, perMinute, maxItems, answerDelay, keepItems, ticker);
        }

        /** The same with these limits; 0 for none. */
        public Options withLimits(int second, int minute) {
            return new Options(port, tokenHeader, token, second, minute, maxItems, answerDelay, keepItems, ticker);
        }

        /** The same, every answer this late. */
        public Options withAnswerDelay(Duration delay) {
            return new Options(port, tokenHeader, token, perSecond, perMinute, maxItems, delay, keepItems, ticker);
        }

        /** The same, taking this many items in one request. */
        public Options withMaxItems(int items) {
            return new Options(port, tokenHeader, token, perSecond, perMinute, items, answerDelay, keepItems, ticker);
        }

        /** The same, keeping the items or not. */
        public Options withKeepItems(boolean keep) {
            return new Options(port, tokenHeader, token, perSecond, perMinute, maxItems, answerDelay, keep, ticker);
        }

        /** The same on this ticker. */
        public Options withTicker(LongSupplier newTicker) {
            return new Options(port, tokenHeader, token, perSecond, perMinute, maxItems, answerDelay, keepItems, newTicker);
        }
    }

    private final TakenItems taken;
    private final FeedbackApi api;
    private final LoopbackServer server;

    private DemoMaestroQA(Options options) throws IOException {
        this.taken = new TakenItems(options.keepItems());
        this.api = new FeedbackApi(options, taken);
        this.server = LoopbackServer.start("the demo MaestroQA", options.port(), options.tokenHeader(),
                options.answerDelay(), options.ticker(), api);
    }

    /**
     * Starts a vendor that has taken nothing yet.
     *
     * @throws IOException when the port cannot be had; the message names it
     */
    public static DemoMaestroQA start(Options options) throws IOException {
        return new DemoMaestroQA(options);
    }

    /** The whole endpoint: what {@code MAESTROQA_URL} takes. */
    public String url() {
        return server.url() + PATH;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** From now on an item that matches is a {@code Failed: message} in the 201. */
    public void refuseItem(Predicate<JsonNode> when, String message) {
        api.refuseItem(when, message);
    }

    /** From now on a request with an item that matches is answered this status (400, 413, 422) and nothing of it is taken. */
    public void refuseWhole(Predicate<JsonNode> when, int status) {
        api.refuseWhole(when, status);
    }

    /** Forgets what {@link #refuseItem} and {@link #refuseWhole} set. */
    public void acceptAll() {
        api.acceptAll();
    }

    /** A 201 whose list of results is this much longer (or shorter, negative) than it should be; the items are taken. */
    public static DemoFault wrongNumberOfResults(int more) {
        return new DemoFault.Rewrite((request, real) -> {
            ObjectNode answer = Json.readObject(real.body());
            if (answer == null || !(answer.get("results") instanceof ArrayNode results)) {
                return real;
            }
            for (int i = 0; i < Math.abs(more) && !(more < 0 && results.isEmpty()); i++) {
                if (more < 0) {
                    results.remove(results.size() - 1);
                } else {
                    results.addObject().put("action", "create").put("_id", "extra" + i).put("status", "Created").put("success", true);
                }
            }
            return new DemoAnswer(real.status(), real.headers(), Json.bytes(answer));
        });
    }

    /** What was taken, in order. */
    public List<TakenItem> items() {
        return taken.items();
    }

    /** How many items were taken, those taken again included. */
    public long taken() {
        return taken.count();
    }

    /** How many different ratings were taken, by ticket, time and agent. */
    public long distinct() {
        return taken.distinct();
    }

    /** How many items were taken that had been taken before. */
    public long duplicates() {
        return taken.count() - taken.distinct();
    }

    /** How many items each answered 201 took, in order. */
    public List<Integer> batchSizes() {
        return taken.batchSizes();
    }

    /** Waits until at least so many items were taken; whether they were. */
    public boolean awaitTaken(long atLeast, Duration atMost) throws InterruptedException {
        return taken.await(atLeast, atMost);
    }

    /** The most requests that arrived within any span of this length (its end exclusive), whatever they were answered. */
    public int slidingMax(Duration length) {
        return server.log().slidingMax(length.toNanos());
    }

    /** How many requests were answered 429 for the limits; those of faults do not count. */
    public long tooMany() {
        return api.tooMany();
    }

    /** The faults to come. */
    public DemoFaults faults() {
        return server.faults();
    }

    /** Every request so far, in order of arrival. */
    public List<DemoRequest> requests() {
        return server.log().all();
    }

    @Override
    public void close() {
        server.close();
    }
}
