package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final String FIRST = "2026-05-01T00:00:00Z";

    private final Gathering gathering = new Gathering();

    private static Page.Raw raw(String id, String version) {
        return new Page.Raw(id, Version.of(version), JsonNodeFactory.instance.objectNode());
    }

    private static Page page(int from, int to, String version) {
        return new Page(IntStream.range(from, to).mapToObj(id -> raw("" + id, version)).toList(), 1);
    }

    @Test
    void shouldHoldPagesBackUntilTheyAreWorthIt() {
        Page held = gathering.take(page(0, 50, FIRST), 100, false);
        assertThat(held.fresh()).isEmpty();
        assertThat(held.unchanged()).isEqualTo(1);
        assertThat(gathering.take(page(50, 100, FIRST), 100, false).fresh()).hasSize(100);
        assertThat(gathering.take(page(100, 110, FIRST), 100, true).fresh()).as("the window's last page").hasSize(10);
    }

    @Test
    void shouldNotWaitForRecordsThatHaveNoTimeOfChangeForEver() {
        assertThat(gathering.take(page(0, Gathering.MOST - 1, "sha256:1"), 100, false).fresh()).isEmpty();
        assertThat(gathering.take(page(1000, 1001, "sha256:1"), 100, false).fresh()).hasSize(Gathering.MOST);
    }

    @Test
    void shouldKeepTheLaterOfARecordThatMovedBetweenPages() {
        gathering.take(new Page(List.of(raw("a", FIRST), raw("b", "2026-05-03T00:00:00Z")), 0), 100, false);
        Page all = gathering.take(new Page(List.of(raw("a", "2026-05-02T00:00:00Z"), raw("b", FIRST)), 0), 100, true);
        assertThat(all.fresh()).extracting(raw -> raw.version().text()).containsExactly("2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z");
        assertThat(all.unchanged()).isEqualTo(2);
    }

    @Test
    void shouldLetEachPageGoWhenNothingIsWorthWaitingFor() {
        assertThat(gathering.take(page(0, 50, FIRST), 0, false).fresh()).hasSize(50);
    }
}
