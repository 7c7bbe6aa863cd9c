package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes pushed distributions on loopback, as docs/publishing.md tells others to: {@code POST} {@value #PATH}, signature and time checked,
 * 401 when they are wrong. Keeps what it took. Thread-safe.
 */
public final class DemoReceiver implements AutoCloseable {
    /** Where it takes them. */
    public static final String PATH = "/csat";
    /** Signs what is pushed to it; no secret. */
    public static final String SECRET = "demo-report-secret";

    private static final Duration OLDEST = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final LoopbackServer server;
    private final List<JsonNode> taken = new ArrayList<>();

    private DemoReceiver(int port, InstantSource clock) throws IOException {
        this.clock = clock;
        this.server = LoopbackServer.start("the demo receiver of distributions", port, "X-Csat-Signature", Duration.ZERO, System::nanoTime, this::answer);
    }

    /**
     * Starts one that has taken nothing yet.
     *
     * @param port  0 for any free one
     * @param clock tells how old a request is
     * @throws IOException when the port cannot be had; the message names it
     */
    public static DemoReceiver start(int port, InstantSource clock) throws IOException {
        return new DemoReceiver(port, clock);
    }

    public String url() {
        return server.url() + PATH;
    }

    public int port() {
        return server.port();
    }

    public DemoFaults faults() {
        return server.faults();
    }

    /** Every body that it took, in the order of arrival. */
    public synchronized List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    /** What it knows now: of each interval the highest revision, by the interval's id. */
    public TreeMap<String, JsonNode> latest() {
        TreeMap<String, JsonNode> latest = new TreeMap<>();
        taken().forEach(body -> latest.merge(body.path("id").asText(), body,
                (a, b) -> a.path("revision").asLong() > b.path("revision").asLong() ? a : b));
        return latest;
    }

    private DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        if (!request.method().equals("POST") || !request.path().equals(PATH)) {
            return DemoAnswer.json(404, "{\"error\":\"not found\"}");
        }
        if (!genuine(header.apply("X-Csat-Timestamp"), header.apply("X-Csat-Signature"), body)) {
            return DemoAnswer.json(401, "{\"error\":\"bad signature or time\"}");
        }
        JsonNode distribution = Json.readObject(body);
        if (distribution == null || !distribution.path("id").isTextual() || !distribution.path("revision").isIntegralNumber()) {
            return DemoAnswer.json(400, "{\"error\":\"no distribution\"}");
        }
        synchronized (this) {
            taken.add(distribution);
        }
        return DemoAnswer.json(200, "{}");
    }

    private boolean genuine(String timestamp, String signature, byte[] body) {
        if (timestamp == null || signature == null) {
            return false;
        }
        try {
            boolean fresh = Duration.between(Instant.parse(timestamp), clock.instant()).abs().compareTo(OLDEST) <= 0;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(body));
            return fresh & MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        } catch (DateTimeParseException noTime) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
