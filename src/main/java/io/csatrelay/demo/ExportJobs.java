package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The exports of the demo Qualtrics: started, polled, and taken as a file. As strict as Qualtrics is with ndjson. Called by one thread. */
final class ExportJobs {

    /** What is sent beside the format, in one export or another. */
    private static final Set<String> WITH_NDJSON = Set.of("format", "startDate", "endDate", "allowContinuation", "continuationToken", "sortByLastModifiedDate");
    /** Documented: a continuation token lives for a week. */
    private static final Duration TOKEN_LIVES = Duration.ofDays(7);

    /** What the id of an export's file has after that of the export. */
    private static final String FILE = "-def";
    private static final String LONG_WORDS = "It took a while, and then it went well. ".repeat(100);

    private final ResponseBook book;
    private final DemoQualtrics.Options options;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private final List<String> orders = new CopyOnWriteArrayList<>();
    private int started;
    private volatile int mostRecords = Integer.MAX_VALUE;

    private record Token(long change, Instant until) { }

    private static final class Job {
        private final List<DemoResponse> responses;
        private final boolean failed;
        private final String token;
        private int polls;

        Job(List<DemoResponse> responses, boolean failed, String token) {
            this.responses = responses;
            this.failed = failed;
            this.token = token;
        }
    }

    ExportJobs(ResponseBook book, DemoQualtrics.Options options) {
        this.book = book;
        this.options = options;
    }

    void failOver(int records) {
        mostRecords = records;
    }

    /** What was asked for, in order. */
    List<String> orders() {
        return List.copyOf(orders);
    }

    ObjectNode start(ObjectNode order) {
        orders.add(order.toString());
        check(order);
        Token after = order.has("continuationToken") ? token(order.get("continuationToken").asText()) : new Token(0, Instant.MAX);
        Instant from = time(order, "startDate", Instant.MIN);
        Instant to = time(order, "endDate", Instant.MAX);
        List<DemoResponse> responses = book.list(entry -> entry.change() > after.change() && !entry.response().recorded().isBefore(from)
                && entry.response().recorded().isBefore(to));
        if (!order.path("sortByLastModifiedDate").asBoolean()) {
            responses.sort(Comparator.comparing(DemoResponse::recorded));
        }
        boolean goesOn = order.has("continuationToken") || order.path("allowContinuation").asBoolean();
        started++;
        String id = "ES_%08d".formatted(started);
        jobs.put(id, new Job(responses, responses.size() > mostRecords, goesOn ? newToken() : null));
        return result().put("progressId", id).put("percentComplete", 0.0).put("status", "inProgress");
    }

    private String newToken() {
        String token = "demo-continuation/%d+%d==".formatted(started, book.changes());
        tokens.put(token, new Token(book.changes(), options.clock().instant().plus(TOKEN_LIVES)));
        return token;
    }

    private Token token(String text) {
        Token token = tokens.get(text);
        if (token == null || options.clock().instant().isAfter(token.until())) {
            throw QualtricsApi.bad("the continuationToken is not known, or has expired");
        }
        return token;
    }

    private static void check(ObjectNode order) {
        Set<String> unknown = new TreeSet<>();
        order.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(WITH_NDJSON);
        if (!unknown.isEmpty() || !order.path("format").asText().equals("ndjson")) {
            throw QualtricsApi.bad("format ndjson does not go with " + unknown);
        }
        if (order.has("continuationToken") && order.size() > 2) {
            throw QualtricsApi.bad("continuationToken goes alone");
        }
        if (order.has("endDate") && order.has("allowContinuation")) {
            throw QualtricsApi.bad("allowContinuation does not go with endDate here: nobody could say from where on to continue");
        }
    }

    private static Instant time(ObjectNode order, String name, Instant otherwise) {
        try {
            return order.has(name) ? OffsetDateTime.parse(order.get(name).asText()).toInstant() : otherwise;
        } catch (DateTimeException e) {
            throw QualtricsApi.bad(name + " is no ISO 8601 date and time with an offset");
        }
    }

    ObjectNode progress(String id) {
        Job job = find(id);
        job.polls++;
        if (job.polls <= options.pollsUntilComplete()) {
            // It may say that all is done while nothing is.
            return result().put("percentComplete", job.polls == 1 ? 100.0 : 42.0).put("status", "inProgress");
        }
        if (job.failed) {
            return result().put("percentComplete", 100.0).put("status", "failed");
        }
        ObjectNode answer = result().put("fileId", id + FILE).put("percentComplete", 100.0).put("status", "complete");
        return job.token == null ? answer : answer.put("continuationToken", job.token);
    }

    /** The file of an export, in memory. */
    byte[] file(String fileId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes, Deflater.BEST_SPEED, ofFile(fileId), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory", e);
        }
        return bytes.toByteArray();
    }

    /** The same with so many more responses, on the disk. Its zip is as large as what is in it, for no real survey's words are so much alike as these. */
    Path file(String fileId, int generated) {
        Job job = ofFile(fileId);
        try {
            Path file = Files.createTempFile("demo-qualtrics", ".zip");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                write(out, Deflater.NO_COMPRESSION, job, generated);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("writing an export onto the disk", e);
        }
    }

    private void write(OutputStream out, int level, Job job, int generated) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            zip.putNextEntry(new ZipEntry("Demo survey.ndjson"));
            for (DemoResponse response : job.responses) {
                write(zip, response);
            }
            for (int i = 0; i < generated; i++) {
                write(zip, generated(i));
            }
            zip.closeEntry();
        }
    }

    /** Long ones, of which nine in ten are previews, so that it is the file that is large and not the store. */
    private DemoResponse generated(int i) {
        return DemoResponse.of(1_000_000_000 + i, 1 + i % 5, String.valueOf(1_000_000 + i), options.clock().instant())
                .with("QID2_TEXT", LONG_WORDS).with("status", i % 10 == 0 ? 0 : 1);
    }

    private static void write(ZipOutputStream zip, DemoResponse response) throws IOException {
        zip.write(response.json().toString().getBytes(StandardCharsets.UTF_8));
        zip.write('\n');
    }

    private Job ofFile(String fileId) {
        return find(fileId.endsWith(FILE) ? fileId.substring(0, fileId.length() - FILE.length()) : "");
    }

    private Job find(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new QualtricsApi.Refusal(404, "QVAL_404", "there is no such export");
        }
        return job;
    }

    private static ObjectNode result() {
        return Json.object();
    }
}
