package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    /** The vendor compares with strict {@code >} and {@code <}: every second of the window, and of the overlap, is between them. */
    @Property
    void shouldAskForEverySecondOfTheWindowAndItsOverlap(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long from,
            @ForAll @IntRange(min = 1, max = 86_400) int length, @ForAll @IntRange(max = 7200) int overlap) {
        Run run = run(new Window(Instant.ofEpochSecond(from), Instant.ofEpochSecond(from + length)), Duration.ofSeconds(overlap));

        assertThat(run.getStartTime()).isEqualTo(from - overlap - 1);
        assertThat(run.getEndTime()).isEqualTo(from + length + 1);
    }

    @Test
    void shouldForgetPagesAndTheirEndWhenTheNextWindowIsOpened() {
        Run run = run(new Window(START, START.plusSeconds(60)), Duration.ZERO);
        NextPage second = new NextPage("page%5Bafter%5D=abc", null, 2);

        assertThat(run.continueAt(second)).isTrue();
        assertThat(run.continueAt(second)).as("it goes in circles").isFalse();
        run.noMorePages();
        assertThat(run.isMorePages()).isFalse();

        run.open(new Window(START.plusSeconds(60), START.plusSeconds(120)), Duration.ofSeconds(60));
        assertThat(run.isMorePages()).isTrue();
        assertThat(run.nextPage()).isNull();
        assertThat(run.continueAt(second)).isTrue();
    }

    @Test
    void shouldAddUpItsPages() {
        Run run = run(new Window(START, START.plusSeconds(60)), Duration.ZERO);
        run.stored(new Tally(5, 1, 2, 1, 1));
        run.stored(new Tally(3, 3, 0, 0, 0));

        assertThat(run.tally()).isEqualTo(new Tally(8, 4, 2, 1, 1));
        assertThat(run.tally().balanced()).isTrue();
        assertThat(new Tally(8, 4, 2, 1, 0).balanced()).isFalse();
    }

    private static Run run(Window window, Duration overlap) {
        Source source = new Source();
        source.setId("zendesk-ratings");
        source.setOverlap(overlap.toString());
        Run run = new Run(1, source, RunRequest.scheduled("zendesk-ratings", Lane.LIVE), START);
        run.open(window, window.length());
        return run;
    }
}
