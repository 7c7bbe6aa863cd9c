package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the runbook quotes is what the connector says: whoever is called searches the page for the words that they see. */
class QuotedWordsTest {
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    /** Between the words of ours: what differs from case to case. */
    private static final Pattern GAPS = Pattern.compile("…|\\d+|[:;(),]");
    private static final int SHORTEST = 12;

    @Test
    void shouldBeWordsOfTheConnector() throws Exception {
        String said = said();
        List<String> quoted = quoted();

        assertThat(quoted).hasSizeGreaterThan(40).allSatisfy(words -> assertThat(said.contains(words)).as("nobody says \"%s\"", words).isTrue());
    }

    /** The parts of each quotation; commands and paths are looked after by {@link NamesTest}. */
    private static List<String> quoted() {
        return Documents.Document.of(Path.of("docs/runbook.md")).code().stream()
                .filter(code -> code.chars().filter(c -> c == ' ').count() > 2 && !code.contains("csat-relay ") && !code.contains("--"))
                .flatMap(code -> Arrays.stream(GAPS.split(code))).map(String::strip).filter(part -> part.length() >= SHORTEST).toList();
    }

    private static String said() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("routes")))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(JOINED.matcher(Files.readString(file)).replaceAll(""));
            }
        }
        return String.join("\n", texts);
    }
}
