package io.csatrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.deliver.Limit;
import io.csatrelay.deliver.RequestLedger;
import io.csatrelay.mapping.JqScope;
import io.csatrelay.mapping.Mapped;
import io.csatrelay.mapping.Mapping;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.thisptr.jackson.jq.Versions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The ledger and the mapping by themselves, on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MicroBench {
    private static final long STEP = Duration.ofMillis(700).toNanos();

    private long now;
    private RequestLedger ledger;
    private Mapping mapping;
    private JsonNode input;
    private final RatingReader reader = new RatingReader();

    static List<Result> measure() throws Exception {
        return new Runner(new OptionsBuilder().include(MicroBench.class.getName()).forks(1).jvmArgs("-XX:+UseSerialGC", "-Xmx192m")
                .warmupIterations(5).warmupTime(TimeValue.seconds(2)).measurementIterations(5).measurementTime(TimeValue.seconds(2)).build())
                .run().stream().map(MicroBench::result).toList();
    }

    private static Result result(RunResult run) {
        var score = run.getPrimaryResult();
        return Result.of(score.getLabel(), score.getScore(), "/s", "± " + Result.number(score.getScoreError()));
    }

    /** A full ledger, and the shipped mapping. */
    @Setup
    public void prepare() throws Exception {
        ledger = new RequestLedger(List.of(new Limit(10, Duration.ofSeconds(1)), new Limit(100, Duration.ofMinutes(1))), () -> now);
        mapping = Mapping.load(Path.of("mappings/zendesk-rating.jq"), JqScope.create(Versions.JQ_1_7));
        ObjectMapper json = new ObjectMapper();
        ObjectNode whole = json.createObjectNode();
        whole.set("record", json.readTree("""
                {"assignee_id":135,"comment":"Thank you, that was quick","created_at":"2026-05-01T10:00:00Z","group_id":44,"id":35436,
                 "reason":null,"reason_id":0,"requester_id":7881,"score":"good","ticket_id":208,"updated_at":"2026-05-01T10:00:00Z",
                 "url":"https://company.zendesk.com/api/v2/satisfaction_ratings/35436.json"}"""));
        whole.putObject("lookup").putArray("reasons");
        whole.putObject("source").put("id", "zendesk-ratings");
        input = whole;
    }

    /** A request's place in a ledger that is full: taken and answered. */
    @Benchmark
    public RequestLedger.Slot ledger() {
        now += STEP;
        RequestLedger.Slot slot = ledger.plan(Duration.ofSeconds(2));
        ledger.answered(slot.id());
        return slot;
    }

    /** A Zendesk record through the shipped mapping. */
    @Benchmark
    public Mapped mapping() {
        return mapping.map(input);
    }

    /** The same, read as a rating and validated. */
    @Benchmark
    public Rating mappingAndReading() throws Exception {
        return reader.read(((Mapped.Emitted) mapping.map(input)).rating());
    }
}
