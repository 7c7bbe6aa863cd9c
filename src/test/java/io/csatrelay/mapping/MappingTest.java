package io.csatrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.rating.TestingRatings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    private static final String INPUT = "{\"record\": {\"id\": 9007199254740993, \"comment\": \"canary\"}}";

    @Test
    void shouldEmitWhatTheProgramMakes() {
        assertThat(TestingMappings.output("{external_id: .record.id}", INPUT).toString())
                .isEqualTo("{\"external_id\":9007199254740993}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "null", ".record.nothing", ".record | select(.id == 1)"})
    void shouldFilterWhenThereIsNoOutputOrNull(String program) {
        assertThat(TestingMappings.map(program, INPUT)).isEqualTo(new Mapped.Filtered());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', value = {
            ".record, .record                   § the mapping test emitted more than one output",
            "null, .record                      § the mapping test emitted more than one output",
            "def f: 1, f; f                     § the mapping test emitted more than one output",
            "try (1, 2) catch .                 § the mapping test emitted more than one output",
            "error(.record.comment)             § the mapping test called error",
            ".record.comment.x                  § the mapping test failed",
            ".record.comment | tonumber         § the mapping test failed",
            "nosuchfunction                     § the mapping test failed",
            "def f: 1 + f; f                    § the mapping test calls itself without end",
    })
    void shouldFailInWordsThatQuoteNothingWhenTheProgramDoes(String program, String safeReason) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () ->
                assertThat(TestingMappings.map(program, INPUT)).asInstanceOf(type(Mapped.Failed.class))
                        .satisfies(failed -> assertThat(failed.safeReason()).isEqualTo(safeReason))
                        .satisfies(failed -> assertThat(failed.reason()).startsWith(safeReason)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', value = {
            "error(.record.comment)   § the mapping test called error: canary",
            "error({a: 1})            § the mapping test called error: {\"a\":1}",
            "nosuchfunction           § the mapping test failed: Function nosuchfunction/0 does not exist",
    })
    void shouldSayWhatJqSaysWhenTheProgramFails(String program, String reason) {
        assertThat(TestingMappings.map(program, INPUT)).asInstanceOf(type(Mapped.Failed.class))
                .extracting(Mapped.Failed::reason).isEqualTo(reason);
    }

    @Test
    void shouldNameFileAndPlaceWhenItIsNoProgram(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.jq"), "{a: 1,\n  b: }");

        assertThatThrownBy(() -> Mapping.load(file, TestingMappings.ROOT))
                .isInstanceOf(MappingSyntaxException.class).hasMessageContainingAll("mapping broken", "line 2");
    }

    @Test
    void shouldGiveEachThreadItsOwnWhenMappingAtOnce() {
        Mapping mapping = TestingMappings.mapping("def twice($n): $n * 2; .record as $r | {external_id: $r, score: twice($r)}");

        List<Integer> wrong = IntStream.range(0, 20_000).parallel().filter(n -> {
            JsonNode input = TestingRatings.json("{\"record\": " + n + "}");
            return !(mapping.map(input) instanceof Mapped.Emitted emitted && emitted.rating().path("score").intValue() == 2 * n);
        }).boxed().toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldLeaveItsInputAsItWasWhenTheProgramAssigns() {
        JsonNode input = TestingRatings.json(INPUT);

        TestingMappings.mapping(".record.id = 1 | .record").map(input);

        assertThat(input).isEqualTo(TestingRatings.json(INPUT));
    }
}
