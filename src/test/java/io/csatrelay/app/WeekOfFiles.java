package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A survey tool drops an export now and then; each has the rows of the last one again, some of them changed, and now and then a bad one. */
final class WeekOfFiles implements WeekOf {
    private static final String SOURCE = "file-drop";

    private final Path folder;
    private final Map<String, Integer> scores = new TreeMap<>();
    private final Map<String, Instant> submitted = new TreeMap<>();
    private int files;
    private int bad;
    private boolean failing;

    WeekOfFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> sources() {
        return List.of(SOURCE);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("FILE_DROP_DIR", folder.toString());
    }

    @Override
    public void happens(Random random, Instant now) throws IOException {
        if (random.nextInt(12) > 0) {
            return;
        }
        for (int i = random.nextInt(9); i >= 0; i--) {
            String id = "row-%04d".formatted(random.nextInt(3) == 0 && !scores.isEmpty() ? random.nextInt(scores.size()) : scores.size());
            submitted.putIfAbsent(id, now.minusSeconds(60));
            scores.put(id, 1 + random.nextInt(5));
        }
        StringBuilder csv = new StringBuilder("id;submitted_at;ticket_id;agent_id;score\r\n");
        scores.forEach((id, score) -> csv.append(String.join(";", id, submitted.get(id).toString(), "8" + id.substring(4), "135", "" + score)).append("\r\n"));
        if (failing && random.nextInt(4) == 0) {
            csv.append("bad-%d;%s;8;135;seven\r\n".formatted(++bad, now));
        }
        Path file = Files.writeString(folder.resolve("export " + ++files + ".csv"), csv);
        Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(60)));
    }

    @Override
    public void faults(boolean on) {
        failing = on;
    }

    @Override
    public long nothingIsMissing(TestingRelay relay) {
        Map<String, Integer> had = new TreeMap<>();
        relay.store().ratings(SOURCE).forEach((id, row) -> had.put(id, row.body().path("score").asInt()));
        assertThat(had).isEqualTo(scores);
        assertThat(folder.resolve("done")).isDirectoryContaining(file -> file.toString().endsWith("export " + files + ".csv"));
        assertThat(bad).isPositive();
        assertThat(relay.store().quarantine(SOURCE)).as("bad rows").hasSize(bad);
        assertThat(folder.resolve("done").toFile().list((in, name) -> name.endsWith(".report.txt"))).as("reports of bad rows").hasSize(bad);
        assertThat(folder.resolve("failed").toFile().list()).isIn(null, new String[0]);
        return had.size();
    }
}
