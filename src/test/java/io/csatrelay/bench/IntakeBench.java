package io.csatrelay.bench;

import io.csatrelay.Eventually;
import io.csatrelay.TestingPorts;
import io.csatrelay.app.Installed;
import io.csatrelay.collect.Intake;
import io.csatrelay.vendor.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** 200 deliveries a second to POST /intake/{source}, each from the moment when it was due: one that waits for another counts its wait. */
final class IntakeBench {
    private static final int PER_SECOND = 200;
    private static final int WARM_UP = 5 * PER_SECOND;
    private static final int MEASURED = 20 * PER_SECOND;
    private static final double TARGET_MILLIS = 200;
    private static final String SECRET = "a-secret-of-the-benchmark";

    private IntakeBench() {
    }

    static List<Result> measure() throws Exception {
        Path folder = Files.createTempDirectory("csat-relay-bench");
        int port = TestingPorts.free();
        Map<String, String> environment = Map.of("DATA_DIR", folder.toString(), "HTTP_PORT", String.valueOf(port), "MANAGEMENT_PORT", "0",
                "INTAKE_ZENDESK_WEBHOOK_SECRET", SECRET);
        try (Installed run = Installed.start(folder, environment, "run")) {
            URI address = URI.create("http://127.0.0.1:" + port + Intake.PATH + "zendesk-webhook");
            HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            awaitListening(client, address);
            push(client, address, 0, WARM_UP);
            List<Answer> answers = push(client, address, WARM_UP, MEASURED);
            run.terminate();
            run.exit();
            return results(answers);
        }
    }

    /** An answer. @param nanos since it was due */
    private record Answer(int status, long nanos) {
    }

    private static void awaitListening(HttpClient client, URI address) {
        Eventually.await("it listens", Duration.ofSeconds(60), () -> {
            try {
                return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 405;
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
    }

    private static List<Answer> push(HttpClient client, URI address, int first, int count) {
        Signature signature = new Signature(SECRET);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        long start = System.nanoTime();
        for (int n = 0; n < count; n++) {
            long due = start + n * 1_000_000_000L / PER_SECOND;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            answers.add(client.sendAsync(request(address, signature, first + n), HttpResponse.BodyHandlers.discarding())
                    .thenApply(answer -> new Answer(answer.statusCode(), System.nanoTime() - due)));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static HttpRequest request(URI address, Signature signature, int n) {
        String now = Instant.now().toString();
        String body = """
                {"id":"%d","ticket_id":"%d","score":"good","comment":"Quick, and kind.","assignee_id":"135","created_at":"%s"}""".formatted(n, n, now);
        return HttpRequest.newBuilder(address).header("Content-Type", "application/json").header(Intake.TIMESTAMP, now)
                .header(Intake.SIGNATURE, signature.of(now, body)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private static List<Result> results(List<Answer> answers) {
        long[] nanos = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
        long taken = answers.stream().filter(answer -> answer.status() == 202).count();
        String notes = taken + " of " + answers.size() + " answered 202; median " + Result.number(nanos[nanos.length / 2] / 1e6) + " ms, longest "
                + Result.number(nanos[nanos.length - 1] / 1e6) + " ms";
        return List.of(Result.atMost(TARGET_MILLIS, "200 deliveries a second, each stored before it is answered: 99th percentile",
                nanos[nanos.length * 99 / 100] / 1e6, "ms", notes));
    }
}
