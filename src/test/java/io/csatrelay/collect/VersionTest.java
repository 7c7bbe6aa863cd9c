package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @Test
    void shouldTellMomentsApartThatAreCloserThanAMillisecond() {
        Version known = Version.of("2026-05-01T10:00:00.123456Z");
        assertThat(Version.of("2026-05-01T10:00:00.123457Z").newerThan(known)).isTrue();
        assertThat(Version.of("2026-05-01T10:00:00.123455Z").newerThan(known)).isFalse();
        assertThat(new Version(known.text(), known.at().plusNanos(1)).newerThan(known)).as("what is written alike is one version").isFalse();
    }

    @Property
    void shouldPutTimesInOneOrder(@ForAll("times") String first, @ForAll("times") String second, @ForAll("times") String third) {
        Version a = Version.of(first);
        Version b = Version.of(second);
        Version c = Version.of(third);
        assertThat(a.newerThan(a)).isFalse();
        assertThat(a.newerThan(b) && b.newerThan(a)).isFalse();
        if (a.newerThan(b) && b.newerThan(c)) {
            assertThat(a.newerThan(c)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> times() {
        // Few moments, written in several ways, so that they meet.
        return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of("", ".0", ".5", ".500001"), Arbitraries.of("Z", "+02:00", "-01:30"))
                .as((second, fraction, offset) -> "2026-05-01T10:00:0" + second + fraction + offset);
    }
}
