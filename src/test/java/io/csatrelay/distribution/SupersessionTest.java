package io.csatrelay.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.distribution.Supersession.Answered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupersessionTest {
    private static final Instant T = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void shouldCountTheLaterAnswerWhateverArrivedFirst() {
        Answered early = new Answered("9", "ticket:1", T, T.plusSeconds(500));
        Answered late = new Answered("3", "ticket:1", T.plusSeconds(1), T.plusSeconds(1));
        assertThat(Supersession.counted(List.of(early, late))).containsExactly("3");
        assertThat(Supersession.counted(List.of(late, early))).containsExactly("3");
    }

    @Test
    void shouldCountTheLaterVersionThenTheHigherIdWhenAnsweredAtOnce() {
        assertThat(Supersession.counted(List.of(new Answered("9", "k", T, null), new Answered("8", "k", T, T)))).containsExactly("8");
        assertThat(Supersession.counted(List.of(new Answered("10", "k", T, T), new Answered("9", "k", T, T)))).containsExactly("10");
        assertThat(Supersession.counted(List.of(new Answered("a", "k", T, T), new Answered("b", "k", T, T)))).containsExactly("b");
    }

    @Test
    void shouldCountAllThatHaveNoKey() {
        assertThat(Supersession.counted(List.of(new Answered("1", null, T, T), new Answered("2", null, T, T)))).containsExactlyInAnyOrder("1", "2");
    }
}
