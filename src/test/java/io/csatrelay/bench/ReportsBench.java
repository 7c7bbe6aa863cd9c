package io.csatrelay.bench;

import io.csatrelay.Eventually;
import io.csatrelay.app.Installed;
import io.csatrelay.distribution.Level;
import io.csatrelay.store.Database;
import io.csatrelay.store.TestingBuckets;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reports over HTTP, one after the other, warm: 24 hours at 1,000 agents, 24 months at 10 million ratings. */
final class ReportsBench {
    private static final int AGENTS = 1_000;
    private static final long RATINGS = Long.getLong("bench.ratings", 10_000_000L);
    private static final long LAST_DAY = 25_000;
    private static final int WARM = 100;
    private static final int TIMES = 300;
    private static final double TARGET_MILLIS = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final List<Result> results = new ArrayList<>();

    private ReportsBench(String url) {
        this.url = url;
    }

    static List<Result> measure() throws Exception {
        Path folder = Files.createTempDirectory("csat-relay-bench");
        Instant end = endOfWorkdays(Level.DAY.startOf(Instant.now()));
        Instant last = end.minus(Duration.ofDays(2));
        long filled;
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("csat-relay.db"), null, null)) {
            TestingBuckets buckets = new TestingBuckets(database, AGENTS);
            filled = buckets.fill(end.minus(Duration.ofDays(730)), last, RATINGS - 2 * LAST_DAY) + buckets.fill(last, end, 2 * LAST_DAY);
        }
        int port = freePort();
        Map<String, String> environment = Map.of("DATA_DIR", folder.toString(), "HTTP_PORT", String.valueOf(port), "MANAGEMENT_PORT", "0",
                "REPORT_REQUESTS_PER_MINUTE", "1000000");
        try (Installed run = Installed.start(folder, environment, "run")) {
            ReportsBench bench = new ReportsBench("http://127.0.0.1:" + port);
            bench.awaitStart();
            bench.all(end, String.format(Locale.ROOT, "%,d ratings, %,d agents, %d MB store", filled, AGENTS,
                    Files.size(folder.resolve("csat-relay.db")) >> 20));
            run.terminate();
            run.exit();
            return bench.results;
        }
    }

    /** The end of the last two days in a row that are none of a weekend: whenever it is measured, the last 24 hours are a whole day's answers. */
    private static Instant endOfWorkdays(Instant today) {
        Instant end = today;
        while (isWeekend(end.minus(Duration.ofDays(1))) || isWeekend(end.minus(Duration.ofDays(2)))) {
            end = end.minus(Duration.ofDays(1));
        }
        return end;
    }

    private static boolean isWeekend(Instant day) {
        return day.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private void awaitStart() {
        Eventually.await("reports are served", Duration.ofSeconds(60), () -> {
            try {
                return get("/api/status").statusCode() == 200;
            } catch (IOException | InterruptedException notYet) {
                return false;
            }
        });
    }

    private void all(Instant end, String store) throws Exception {
        String users = IntStream.range(0, AGENTS).mapToObj(i -> '"' + TestingBuckets.agent(i) + '"').collect(Collectors.joining(","));
        String day = "\"from\":\"" + end.minus(Duration.ofDays(1)) + "\",\"to\":\"" + end + "\"";
        String livePerson = "/operations/api/account/local/msgcsatdistribution?from=" + end.minus(Duration.ofDays(1)) + "&to=" + end + "&v=1&skillIds=all&agentIds=all";
        String years = "\"from\":\"" + end.minus(Duration.ofDays(728)) + "\",\"to\":\"" + end + "\"";
        timed("24 hours: LivePerson's contract, all skills and agents", store, () -> get(livePerson));
        timed("24 hours: the same by the hour", "", () -> get(livePerson + "&interval=60"));
        timed("24 hours: by 1,000 users", "", () -> post("/count/by-users", "{\"filters\":{" + day + "},\"userIds\":[" + users + "]}"));
        timed("24 hours: by the hour and 1,000 users", "", () -> post("/by-date/by-users", "{\"filters\":{\"groupBy\":\"Hourly\"," + day + "},\"userIds\":[" + users + "]}"));
        timed("24 months: in all", "", () -> post("/count", "{\"filters\":{" + years + "}}"));
        timed("24 months: by the month", "", () -> post("/by-date", "{\"filters\":{\"groupBy\":\"Monthly\"," + years + "}}"));
        timed("24 months: by the month, with the months before", "", () -> post("/by-date", "{\"previous\":true,\"filters\":{\"groupBy\":\"Monthly\"," + years + "}}"));
        timed("24 months: by the month and 4 channels", "", () -> post("/by-date/by-channels",
                "{\"filters\":{\"groupBy\":\"Monthly\"," + years + ",\"channels\":[\"chat\",\"email\",\"voice\",\"web\"]}}"));
        timed("24 months: by 1,000 users", "", () -> post("/count/by-users", "{\"filters\":{" + years + "},\"userIds\":[" + users + "]}"));
        timed("24 months: by the month and 1,000 users", "", () -> post("/by-date/by-users", "{\"filters\":{\"groupBy\":\"Monthly\"," + years + "},\"userIds\":[" + users + "]}"));
        timed("24 months: by 1,000 users, one channel and 3 queues", "", () -> post("/count/by-users", "{\"filters\":{" + years
                + ",\"channels\":[\"chat\"],\"queues\":[\"" + String.join("\",\"", TestingBuckets.group(1), TestingBuckets.group(2), TestingBuckets.group(3)) + "\"]},\"userIds\":[" + users + "]}"));
        timed("24 months: by the month, New York", "", () -> post("/by-date", "{\"timeZone\":\"America/New_York\",\"filters\":{\"groupBy\":\"Monthly\"," + years + "}}"));
        timed("24 months: by the month and 1,000 users, Kathmandu (5:45)", "", () -> post("/by-date/by-users",
                "{\"timeZone\":\"Asia/Kathmandu\",\"filters\":{\"groupBy\":\"Monthly\"," + years + "},\"userIds\":[" + users + "]}"));
    }

    private interface Request {
        HttpResponse<byte[]> send() throws IOException, InterruptedException;
    }

    private void timed(String what, String notes, Request request) throws Exception {
        long bytes = 0;
        for (int i = 0; i < WARM; i++) {
            HttpResponse<byte[]> answer = request.send();
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(what + ": HTTP " + answer.statusCode() + " " + new String(answer.body()));
            }
            bytes = answer.body().length;
        }
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long before = System.nanoTime();
            request.send();
            millis[i] = (System.nanoTime() - before) / 1e6;
        }
        Arrays.sort(millis);
        String seen = String.format(Locale.ROOT, "median %.1f ms, %,d KB", millis[TIMES / 2], bytes >> 10);
        results.add(Result.atMost(TARGET_MILLIS, what + ", 99th percentile", millis[TIMES * 99 / 100], "ms", notes.isEmpty() ? seen : seen + "; " + notes));
        System.out.println(results.get(results.size() - 1).row());
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + "/reporting/v1.2/csat/distribution" + path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
