package io.csatrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.deliver.MaestroItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The mappings of the folder {@code mappings}, which every installation has. */
class ShippedMappingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EXACT_IN_THE_COMMAND = 1L << 53;

    @ParameterizedTest
    @MethodSource("mappings")
    void shouldPassItsOwnTests(Path mapping) {
        assertThat(new MappingTests(TestingMappings.ROOT, MaestroItem::json).run(mapping))
                .isNotEmpty().filteredOn(result -> !result.passed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void shouldCallOnlyWhatExists(Path mapping) throws Exception {
        assertThat(UnknownFunctions.in(Files.readString(mapping), TestingMappings.ROOT)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void shouldGiveTheSameInTheJqCommand(Path file) throws Exception {
        requireJq();
        Mapping mapping = Mapping.load(file, TestingMappings.ROOT);
        List<MappingCase> cases = MappingTests.cases(MappingTests.testFileOf(file)).stream()
                .filter(test -> !hasNumberBeyondTheCommand(test.input())).toList();
        assertThat(cases).isNotEmpty();

        for (MappingCase test : cases) {
            assertThat(here(mapping, test.input())).as(test.name()).isEqualTo(inTheCommand(file, test.input()));
        }
    }

    static List<Path> mappings() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mappings"))) {
            return files.filter(file -> file.toString().endsWith(".jq")).sorted().toList();
        }
    }

    private static String here(Mapping mapping, JsonNode input) {
        Mapped mapped = mapping.map(input);
        if (mapped instanceof Mapped.Failed failed) {
            return "error: " + failed.reason().replaceFirst("^.*? called error: ", "");
        }
        return mapped instanceof Mapped.Emitted emitted ? emitted.rating().toString() : "";
    }

    private static String inTheCommand(Path mapping, JsonNode input) throws IOException, InterruptedException {
        Process jq = new ProcessBuilder("jq", "-c", "-f", mapping.toString()).start();
        try (var stdin = jq.getOutputStream()) {
            stdin.write(input.toString().getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(jq.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String error = new String(jq.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(jq.waitFor(30, TimeUnit.SECONDS)).isTrue();
        if (jq.exitValue() != 0) {
            return "error: " + error.replaceFirst("^jq: error \\(at [^)]*\\): ", "");
        }
        return output.isEmpty() || output.equals("null") ? "" : JSON.readTree(output).toString();
    }

    /** The command holds numbers as doubles, and rounds what they cannot hold. */
    private static boolean hasNumberBeyondTheCommand(JsonNode node) {
        boolean beyond = node.isIntegralNumber()
                && node.bigIntegerValue().abs().bitLength() > Long.SIZE - Long.numberOfLeadingZeros(EXACT_IN_THE_COMMAND) - 1;
        return beyond || Stream.iterate(node.elements(), java.util.Iterator::hasNext, all -> all)
                .map(java.util.Iterator::next).anyMatch(ShippedMappingsTest::hasNumberBeyondTheCommand);
    }

    private static void requireJq() throws InterruptedException {
        try {
            new ProcessBuilder("jq", "--version").start().waitFor();
        } catch (IOException e) {
            String how = "the jq command is not installed: apt-get install jq, or see https://jqlang.org/download";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(how, e);
            }
            throw new TestAbortedException(how, e);
        }
    }
}
