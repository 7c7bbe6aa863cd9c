package io.csatrelay.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A Qualtrics account on loopback with one survey: its export is started, polled and taken as a zip of ndjson, whole, by range, or from a
 * continuation token on; one response is shown by its id. Rejects every option that does not go with ndjson, as Qualtrics does. Thread-safe.
 */
public final class DemoQualtrics implements AutoCloseable {

    /**
     * How the account is set up.
     *
     * @param port               0 for any free one
     * @param apiToken           what the header X-API-TOKEN has to be
     * @param surveyId           the one survey
     * @param pollsUntilComplete how often an export is {@code inProgress} before it is complete
     * @param generated          how many responses beyond those in memory each file has, of 4,000 characters and more, made while it is written
     * @param clock              for the week of a continuation token
     * @param ticker             monotonic nanoseconds, for the request log
     */
    public record Options(int port, String apiToken, String surveyId, int pollsUntilComplete, int generated, InstantSource clock, LongSupplier ticker) {

        /** Any free port, a token that is no secret, two polls, the system's clock. */
        public static Options defaults() {
            return new Options(0, "demo-qualtrics-token", "SV_0demoSURVEY00001", 2, 0, InstantSource.system(), System::nanoTime);
        }

        /** The same on this clock. */
        public Options withClock(InstantSource newClock) {
            return new Options(port, apiToken, surveyId, pollsUntilComplete, generated, newClock, ticker);
        }

        /** The same with so many more responses in each file. */
        public Options withGenerated(int responses) {
            return new Options(port, apiToken, surveyId, pollsUntilComplete, responses, clock, ticker);
        }
    }

    private static final Duration SPAN = Duration.ofDays(30);
    private static final int FIRST_TICKET = 800_001;
    private static final long FIRST_AGENT = 360_100_000_001L;

    private final ResponseBook book = new ResponseBook();
    private final ExportJobs jobs;
    private final Options options;
    private final LoopbackServer server;

    private DemoQualtrics(Options options) throws IOException {
        this.options = options;
        this.jobs = new ExportJobs(book, options);
        this.server = LoopbackServer.start("the demo Qualtrics", options.port(), QualtricsApi.TOKEN_HEADER, Duration.ZERO, options.ticker(),
                new QualtricsApi(book, jobs, options));
    }

    /**
     * Starts an account whose survey nobody answered yet.
     *
     * @throws IOException when the port cannot be had; the message names it
     */
    public static DemoQualtrics start(Options options) throws IOException {
        return new DemoQualtrics(options);
    }

    /** What {@code QUALTRICS_BASE_URL} takes. */
    public String url() {
        return server.url() + QualtricsApi.BASE;
    }

    /** The connector's settings for it, by their documented names. */
    public Map<String, String> settings() {
        return Map.of("QUALTRICS_BASE_URL", url(), "QUALTRICS_API_TOKEN", options.apiToken(), "QUALTRICS_SURVEY_ID", options.surveyId(),
                "QUALTRICS_SCORE_QUESTION", DemoResponse.SCORE);
    }

    /** How it was set up. */
    public Options options() {
        return options;
    }

    /** Adds responses; those whose ids are known are replaced. */
    public void addAll(Collection<DemoResponse> responses) {
        book.addAll(responses);
    }

    /** Adds plausible responses of the last 30 days, the same for the same seed: some are previews, some unfinished. */
    public void fill(int count, long seed, Instant now) {
        Random random = new Random(seed);
        List<DemoResponse> responses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean good = random.nextInt(100) < 84;
            DemoResponse response = DemoResponse.of(i + 1, good ? 4 + random.nextInt(2) : 1 + random.nextInt(3), String.valueOf(FIRST_TICKET + i),
                    now.minus(SPAN.multipliedBy(count - i).dividedBy(count)).plusSeconds(60))
                    .with("agent_id", String.valueOf(FIRST_AGENT + random.nextInt(DemoData.AGENTS))).with("channel", "email");
            if (random.nextInt(4) == 0) {
                List<String> words = good ? DemoComments.GOOD : DemoComments.BAD;
                response = response.with("QID2_TEXT", words.get(random.nextInt(words.size())));
            }
            responses.add(i % 20 == 18 ? response.with("status", 1) : i % 20 == 19 ? response.with("finished", 0) : response);
        }
        book.addAll(responses);
    }

    /** Edits a response: it comes with the next continuation. */
    public DemoResponse update(String id, UnaryOperator<DemoResponse> change) {
        return book.update(id, change);
    }

    /** How many responses are real, finished answers. */
    public int answered() {
        return book.list(entry -> Integer.valueOf(0).equals(entry.response().values().get("status"))
                && Integer.valueOf(1).equals(entry.response().values().get("finished"))).size();
    }

    /** From here on an export of more responses fails, as those of more than 1.8 GB do. */
    public void failOver(int responses) {
        jobs.failOver(responses);
    }

    /** The faults to come. */
    public DemoFaults faults() {
        return server.faults();
    }

    /** Every request so far, in order of arrival. */
    public List<DemoRequest> requests() {
        return server.log().all();
    }

    /** The body of every export that was started, in order. */
    public List<String> orders() {
        return jobs.orders();
    }

    @Override
    public void close() {
        server.close();
    }
}
