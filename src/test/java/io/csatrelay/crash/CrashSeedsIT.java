package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The long set: stories drawn from seeds, some at a time, as most of their time is waiting. {@code mvn -Pcrash verify}. */
@EnabledIfSystemProperty(named = CrashSeedsIT.SEEDS, matches = "[1-9][0-9]*")
class CrashSeedsIT {
    static final String SEEDS = "csat-relay.crash.seeds";
    private static final String FIRST = "csat-relay.crash.first";
    private static final String AT_A_TIME = "csat-relay.crash.at-a-time";

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingWhateverTheSeed() throws Exception {
        long first = Long.getLong(FIRST, 1);
        List<Long> seeds = LongStream.range(first, first + Long.getLong(SEEDS)).boxed().toList();
        ExecutorService tellers = Executors.newFixedThreadPool(Integer.getInteger(AT_A_TIME, 3));
        List<Future<Told>> stories = seeds.stream().map(seed -> tellers.submit(() -> tell(seed))).toList();
        Told all = Told.NOTHING;
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i++) {
            try {
                all = all.plus(stories.get(i).get());
            } catch (ExecutionException failure) {
                failed.add("seed " + seeds.get(i) + ": " + failure.getCause());
                System.out.println(failed.get(failed.size() - 1));
            }
        }
        tellers.shutdown();
        System.out.println("crash set: " + seeds.size() + " seeds, " + failed.size() + " failed; the others: " + all);
        assertThat(failed).isEmpty();
    }

    private Told tell(long seed) throws Exception {
        Path home = Files.createDirectory(folder.resolve("seed" + seed));
        Told told = StoryTeller.tell(Story.drawn(seed), home);
        System.out.println(Story.drawn(seed) + ": " + told);
        remove(home);
        return told;
    }

    private static void remove(Path home) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(home)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
