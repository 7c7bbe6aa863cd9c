package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A relay that reads dropped files, and its folder, for a class of tests: {@link #fresh()} after each. */
final class DropAccount implements AutoCloseable {
    static final String SOURCE = "file-drop";
    static final String HEADER = "id,submitted_at,ticket_id,agent_id,score,comment\n";

    private final Path folder;
    private final TestingRelay relay;
    private int next = 1;

    DropAccount(Path folder) {
        this.folder = folder;
        this.relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("FILE_DROP_DIR", folder.toString()).start();
    }

    TestingRelay relay() {
        return relay;
    }

    /** Takes all files away; the books have to balance. */
    void fresh() throws IOException {
        assertThat(relay.store().balanced(SOURCE)).isTrue();
        for (String file : files()) {
            Files.delete(folder.resolve(file));
        }
    }

    /** A number that no row had. */
    int number() {
        return next++;
    }

    /** A row with a number of its own. */
    String row(String comment) {
        int id = number();
        return "r-" + id + ",2026-05-01T09:30:00Z," + (10_000 + id) + ",135,4," + comment + "\n";
    }

    /** One that cannot become a rating. */
    String badRow() {
        return row("bad").replace(",4,", ",great,");
    }

    String rows(int count) {
        return Stream.generate(() -> row("fine")).limit(count).collect(Collectors.joining());
    }

    /** What was stored as the comment of the last row but some. */
    String comment(int before) {
        return relay.store().ratings(SOURCE).get("r-" + (next - 1 - before)).body().path("comment").asText();
    }

    /** A file that nobody has written to for a minute. */
    Path drop(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(relay.time().now().minus(Duration.ofMinutes(2))));
        return file;
    }

    Path drop(String name, String content) throws IOException {
        return drop(name, content.getBytes(StandardCharsets.UTF_8));
    }

    RunRow run() {
        return relay.run(RunRequest.scheduled(SOURCE, Lane.LIVE));
    }

    /** What lies in the folder and below it. */
    Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    String report(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Override
    public void close() throws Exception {
        relay.close();
    }
}
