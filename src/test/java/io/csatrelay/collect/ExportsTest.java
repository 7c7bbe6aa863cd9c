package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.VendorException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long an export is looked after. */
class ExportsTest {
    private final Source source = new Source();
    private final Run run = new Run(1, source, RunRequest.scheduled("qualtrics", Lane.LIVE), Instant.parse("2026-05-01T00:00:00Z"));
    private final Export export = new Export("{}", false);
    private final Exports exports = new Exports(null, null, new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> 0.99), Path.of("unused"));

    ExportsTest() {
        source.setId("qualtrics");
        source.setBaseUrl("https://fra1.qualtrics.com/API/v3");
    }

    private Duration wait(Exports looks) throws VendorException {
        looks.pause(run, export);
        long millis = 0;
        while (looks.waits(run, export)) {
            assertThat(export.getSliceMillis()).as("a stop is noticed soon").isBetween(1L, 250L);
            millis += export.getSliceMillis();
        }
        return Duration.ofMillis(millis);
    }

    @Test
    void shouldLookLessAndLessOftenAndGiveUpAfterAnHour() throws Exception {
        assertThat(wait(exports)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            wait(exports);
        }
        assertThat(wait(exports)).isEqualTo(Duration.ofSeconds(15));

        assertThatThrownBy(() -> {
            for (int i = 0; i < 1_000; i++) {
                wait(exports);
            }
        }).isInstanceOf(VendorException.class).hasMessageContaining("the export is not complete after 60 minutes");
        assertThat(export.hasFailed()).as("it is ordered anew for a shorter span").isTrue();
        assertThat(export.waited()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }

    @Test
    void shouldBelieveTheStatusAlone() throws Exception {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("result").put("percentComplete", 100.0).put("status", "inProgress");
        exports.polled(run, export, answer);
        assertThat(export.isComplete()).isFalse();

        answer.putObject("result").put("percentComplete", 100.0).put("status", "failed");
        assertThatThrownBy(() -> exports.polled(run, export, answer)).hasMessageContaining("the export failed");
        answer.putObject("result").put("percentComplete", 3.0).put("status", "complete").put("fileId", "f-1").putNull("continuationToken");
        exports.polled(run, export, answer);
        assertThat(export.isComplete()).isTrue();
        assertThat(export.continuation()).as("none was given").isNull();
    }

    @Test
    void shouldWaitNoLongerWhenTheRunStops() throws Exception {
        exports.pause(run, export);
        run.stop();

        assertThat(exports.waits(run, export)).isFalse();
        assertThat(exports.isUnderWay(run, export)).isFalse();
    }
}
