package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.ops.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoShowTest {
    private static Status.SourceStatus source(String id, long stored) {
        return new Status.SourceStatus(id, "idle", null, null, null, null, stored, stored, 0, 0, 0, false);
    }

    @Test
    void shouldNotTakeWhatOneSourceHasBeyondItsRatingsForThoseThatAnotherLacks() {
        Map<String, Integer> there = Map.of("zendesk-ratings", 100, "qualtrics", 30);
        Status now = new Status(true, List.of(source("zendesk-ratings", 140), source("qualtrics", 10), source("gnatta-tiles", 28), source("zendesk-webhook", 3)),
                null, null);

        assertThat(DemoShow.stored(there, now)).isEqualTo(110);
    }
}
