package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingRelay;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set for dropped files, at work: their character set and separator, and which column is a row's id. */
class FileDropSettingsTest {
    private static final String SOURCE = "file-drop";

    @TempDir
    private Path folder;

    private String copied(String name, String file, String words, String others) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> shipped = Files.list(Path.of(name))) {
            for (Path each : shipped.toList()) {
                Files.copy(each, copy.resolve(each.getFileName()));
            }
        }
        String whole = Files.readString(copy.resolve(file));
        assertThat(whole).contains(words);
        Files.writeString(copy.resolve(file), whole.replace(words, others));
        return copy.toString();
    }

    private void drop(TestingRelay relay, String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("drop").resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(relay.time().now().minusSeconds(60)));
        assertThat(relay.run(RunRequest.scheduled(SOURCE, Lane.LIVE)).error()).isNull();
    }

    @Test
    void shouldReadFilesAsItIsSetAndKnowARowByTheColumnThatTheRouteNames() throws Exception {
        Files.createDirectory(folder.resolve("drop"));
        try (TestingRelay relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("FILE_DROP_DIR", folder.resolve("drop").toString())
                .set("FILE_DROP_CHARSET", "windows-1252").set("FILE_DROP_SEPARATOR", "semicolon")
                .set("ROUTES_DIR", copied("routes", "file-drop.camel.yaml", "recordId: /id", "recordId: \"/Response ID\""))
                .set("MAPPINGS_DIR", copied("mappings", "file-drop.jq", "((.id | given) // $in.source.key)", ".[\"Response ID\"]")).start()) {
            // More commas than semicolons in the first line, and bytes that are UTF-8 too: both would be seen otherwise.
            drop(relay, "first.csv", ("Response ID;submitted_at;score;a,b,c,d,e,f;comment\nR-1;2026-05-01T09:30:00Z;4;x;\u00e9\n").getBytes(StandardCharsets.UTF_8));

            assertThat(relay.store().ratings(SOURCE).get("R-1").body().path("comment").asText()).isEqualTo("\u00c3\u00a9");

            drop(relay, "second.csv", ("Response ID;submitted_at;score;comment\nR-1;2026-05-01T09:30:00Z;5;\u00e9\n").getBytes(Charset.forName("windows-1252")));

            assertThat(relay.store().ratingCount(SOURCE)).as("the same row, changed").isEqualTo(1);
            assertThat(relay.store().ratings(SOURCE).get("R-1").body().path("comment").asText()).isEqualTo("\u00e9");
        }
    }
}
