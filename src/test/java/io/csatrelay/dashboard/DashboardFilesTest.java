package io.csatrelay.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no file of the page may do, whatever a browser's policy would say to it. */
class DashboardFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/dashboard");

    private static Map<String, String> files(String ending) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path file : all.filter(path -> path.toString().endsWith(ending)).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    @Test
    void shouldHaveNoWayInWhichTextBecomesMarkupOrCode() throws IOException {
        for (String way : List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "setHTML", "document.write", "DOMParser", "createContextualFragment",
                "srcdoc", "eval(", "new Function", "setTimeout(\"")) {
            assertThat(files(".js")).as(way).allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(way));
        }
    }

    @Test
    void shouldNameNoOtherHost() throws IOException {
        files("").forEach((name, text) -> assertThat(text.replace("http://www.w3.org/2000/svg", "")).as(name).doesNotContain("http://", "https://", "\"//", "url("));
    }

    @Test
    void shouldHaveNoScriptAndNoStyleInThePageItself() throws IOException {
        assertThat(files(".html")).allSatisfy((name, text) -> assertThat(text).doesNotContainPattern("<script(?! src=\"/dashboard/)").doesNotContainPattern("<style|style=|\\son[a-z]+="));
    }

    @Test
    void shouldConsistOfSmallFiles() throws IOException {
        assertThat(files("")).allSatisfy((name, text) -> assertThat(text.lines().count()).as(name).isLessThan(220));
    }
}
