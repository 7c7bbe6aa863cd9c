package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.store.StatusSql.RunRow;
import io.csatrelay.store.StatusSql.SourceRow;
import io.csatrelay.store.StatusSql.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Which sources a command that does its own work reads again: as often as a daemon would by default. */
final class DueRereads {
    /** The default of ZENDESK_RATINGS_REREAD_CRON is hourly. */
    static final Duration EVERY = Duration.ofHours(1);

    private DueRereads() {
    }

    /** The re-reads that go with these runs. A source that never ran has nothing to read again yet. */
    static List<RunRequest> of(List<RunRequest> runs, Set<String> everyRun, View view, Instant now) {
        return runs.stream().filter(run -> run.lane() == Lane.LIVE)
                .filter(run -> everyRun.contains(run.source()) ? ran(view.sources().get(run.source())) : due(view.sources().get(run.source()), now))
                .map(run -> RunRequest.scheduled(run.source(), Lane.REREAD)).toList();
    }

    private static boolean ran(SourceRow source) {
        return source != null && source.bookmark() != null;
    }

    private static boolean due(SourceRow source, Instant now) {
        if (!ran(source)) {
            return false;
        }
        RunRow last = source.runs().reread();
        return last == null || last.error() != null || !last.startedAt().plus(EVERY).isAfter(now);
    }
}
