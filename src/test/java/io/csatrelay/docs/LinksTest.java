package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern PAGE_IN_CODE = Pattern.compile("\\b(docs/[a-z/-]+\\.(?:md|yaml))\\b");

    @Test
    void shouldLeadToAFileAndAParagraphThatExist() {
        List<String> dead = new ArrayList<>();
        for (Documents.Document document : Documents.all()) {
            document.links().stream().filter(link -> !link.startsWith("http")).filter(link -> !leadsSomewhere(document, link))
                    .forEach(link -> dead.add(document.file() + ": " + link));
        }

        assertThat(Documents.all().stream().mapToLong(document -> document.links().size()).sum()).isGreaterThan(30);
        assertThat(dead).isEmpty();
    }

    @Test
    void shouldGiveNoTwoParagraphsOfADocumentOneName() {
        assertThat(Documents.all()).allSatisfy(document -> assertThat(document.anchors()).as("%s", document.file()).doesNotHaveDuplicates());
    }

    @Test
    void shouldExistWhenCodeOrRoutesSendAPersonThere() throws Exception {
        List<String> sent = new ArrayList<>();
        try (Stream<Path> sources = Stream.concat(Files.walk(Path.of("src/main")), Files.walk(Path.of("routes")))) {
            for (Path file : sources.filter(Files::isRegularFile).toList()) {
                PAGE_IN_CODE.matcher(Files.readString(file)).results().forEach(page -> sent.add(page.group(1)));
            }
        }

        assertThat(sent).contains("docs/runbook.md").allMatch(page -> Files.exists(Path.of(page)));
    }

    private static boolean leadsSomewhere(Documents.Document from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? from.file() : from.file().resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || Documents.Document.of(target).anchors().contains(parts[1]));
    }
}
