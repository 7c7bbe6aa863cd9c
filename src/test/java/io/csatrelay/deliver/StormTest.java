package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The rules that never bend, whatever comes together. */
class StormTest {
    private static TestingSink sink;

    @BeforeContainer
    static void open() {
        sink = new TestingSink();
    }

    @AfterContainer
    static void close() {
        sink.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldLoseNothingAndRepeatOnlyWhatWasInDoubt(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int inFlight) {
        TestingStorm storm = new TestingStorm(sink, seed, inFlight);

        storm.blow(250);

        assertThat(sink.outbox().states()).as("each is settled").doesNotContainKeys("pending", "held", "dismissed");
        assertThat(sink.outbox().differences()).as("the books").isEmpty();
        Set<String> delivered = new HashSet<>(sink.outbox().items("delivered"));
        Set<String> unknown = new HashSet<>(sink.outbox().items("unknown"));
        assertThat(storm.maestro().taken().keySet()).as("delivered, and nothing else but what is in doubt").containsAll(delivered)
                .allMatch(item -> delivered.contains(item) || unknown.contains(item));
        assertThat(storm.maestro().inDoubt()).as("what is unknown had a lost answer").containsAll(unknown);
        assertThat(storm.maestro().mayRepeat()).as("what was taken twice was taken without an answer").containsAll(storm.maestro().repeated());
        assertThat(sink.outbox().items("refused")).noneMatch(storm.maestro().taken()::containsKey);
        assertThat(storm.early()).as("sent before the wait that was asked for was over").isEmpty();
        assertVersionsInOrder(storm.maestro().order());
        assertWithin(storm.arrivals(), 10, Duration.ofSeconds(1));
        assertWithin(storm.arrivals(), 100, Duration.ofMinutes(1));
    }

    private static void assertVersionsInOrder(List<String> order) {
        Map<String, Integer> newest = new HashMap<>();
        for (String item : order) {
            String ticket = item.substring(0, item.indexOf('/'));
            int version = Integer.parseInt(item.substring(item.indexOf("/v") + 2));
            assertThat(version).as("version of %s after a newer one", item).isGreaterThanOrEqualTo(newest.getOrDefault(ticket, 0));
            newest.put(ticket, version);
        }
    }

    private static void assertWithin(List<Long> arrivals, int limit, Duration span) {
        List<Long> sorted = arrivals.stream().sorted().toList();
        for (int i = limit; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - limit)).isGreaterThanOrEqualTo(span.toNanos());
        }
    }
}
