package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void shouldCompareTimesAsTimesHoweverTheyAreWritten() {
        Version known = Version.of("2026-05-01T10:00:00Z");
        assertThat(Version.of("2026-05-01T10:00:01Z").newerThan(known)).isTrue();
        assertThat(Version.of("2026-05-01T09:59:59Z").newerThan(known)).isFalse();
        assertThat(Version.of("2026-05-01T12:00:00+02:00").newerThan(known)).as("the same moment").isFalse();
        assertThat(Version.of("2026-05-01T10:00:00.500Z").newerThan(known)).isTrue();
    }

    @Test
    void shouldTakeAnyOtherMarkAsNewerThanADifferentOne() {
        Version mark = Version.of("sha256:1");
        assertThat(mark.newerThan(null)).isTrue();
        assertThat(mark.newerThan(mark)).isFalse();
        assertThat(Version.of("sha256:2").newerThan(mark)).isTrue();
    }
}
