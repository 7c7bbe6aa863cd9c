package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.store.CollectSql;
import io.csatrelay.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A re-read that stands aside is asked for again, whichever of the two ends first: asked for too early it could not begin. */
class RunsTest {
    @TempDir
    private Path folder;
    private Database database;
    private final List<RunRequest> again = new ArrayList<>();
    private Runs runs;

    @BeforeEach
    void open() {
        database = Database.open("jdbc:sqlite:" + folder.resolve("runs.db"), null, null);
        Source source = new Source();
        source.setId("s");
        source.setSince("1d");
        runs = new Runs(new CollectSql(database, false), id -> source, () -> Instant.parse("2026-05-01T00:00:00Z"), again::add);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(value = Lane.class, names = {"LIVE", "REREAD"})
    void shouldGoOnOnlyWhenBothHaveEnded(Lane first) {
        Run live = begin(Lane.LIVE);
        Run reread = begin(Lane.REREAD);
        assertThat(runs.shouldYield(reread)).isTrue();
        runs.ended(first == Lane.LIVE ? live : reread);
        assertThat(again).as("the other one is at work still").isEmpty();

        runs.ended(first == Lane.LIVE ? reread : live);

        assertThat(again).containsExactly(RunRequest.scheduled("s", Lane.REREAD));
    }

    @Test
    void shouldAskForNothingWhenNobodyStoodAside() {
        Run reread = begin(Lane.REREAD);
        assertThat(runs.shouldYield(reread)).isFalse();
        runs.ended(reread);
        runs.ended(begin(Lane.LIVE));

        assertThat(again).isEmpty();
    }

    private Run begin(Lane lane) {
        return runs.begin(RunRequest.scheduled("s", lane));
    }
}
