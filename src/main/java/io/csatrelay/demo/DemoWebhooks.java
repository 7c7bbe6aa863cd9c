package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A demo Zendesk whose trigger pushes each new rating, signed as Zendesk signs: it gives up after 10 s, tries the same signed request again
 * at once when it may help, three times in all, and takes nothing but 2xx for an answer.
 */
public final class DemoWebhooks implements AutoCloseable {
    /** What it signs with: {@code INTAKE_ZENDESK_WEBHOOK_SECRET} of the connector that it pushes to. */
    public static final String SECRET = "demo-webhook-secret";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 3;
    private static final Set<Integer> TRY_AGAIN = Set.of(409, 429, 500, 502, 503, 504);

    private final URI endpoint;
    private final DemoData data;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final AtomicLong pushed = new AtomicLong();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    /** @param endpoint the connector's {@code /intake/zendesk-webhook} @param seed of the ratings */
    public DemoWebhooks(URI endpoint, long seed, InstantSource clock) {
        this.endpoint = endpoint;
        this.data = new DemoData(seed);
        this.clock = clock;
    }

    /** Pushes a rating after each {@code every}, until closed. */
    public DemoWebhooks every(Duration every) {
        executor.scheduleWithFixedDelay(this::pushQuietly, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void pushQuietly() {
        try {
            push();
        } catch (IOException unreachable) {
            // As Zendesk does: its log has it, and the next rating is pushed all the same.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pushes a new rating. @return the status of the last answer @throws IOException when there was none */
    public int push() throws IOException, InterruptedException {
        Instant now = clock.instant();
        byte[] body = body(data.fresh(pushed.incrementAndGet(), now)).toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(endpoint).timeout(PATIENCE).header("Content-Type", "application/json")
                .header("X-Zendesk-Webhook-Signature-Timestamp", now.toString()).header("X-Zendesk-Webhook-Signature", signature(now.toString(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        for (int tries = 1; tries < TRIES && TRY_AGAIN.contains(status); tries++) {
            status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
        return status;
    }

    /** As the trigger of docs/sources/webhooks.md writes it. */
    private static ObjectNode body(DemoRating rating) {
        return JsonNodeFactory.instance.objectNode().put("id", rating.ticketId() + "-" + rating.createdAt()).put("ticket_id", String.valueOf(rating.ticketId()))
                .put("score", rating.score().equals("good") ? "Good, I'm satisfied" : "Bad, I'm unsatisfied").put("comment", rating.comment() == null ? "" : rating.comment())
                .put("assignee_id", rating.assigneeId() == null ? "" : rating.assigneeId().toString()).put("requester_id", String.valueOf(rating.requesterId()))
                .put("channel", "Mail").put("created_at", rating.createdAt().toString());
    }

    private static String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
