package io.csatrelay.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Crons that stand elsewhere than in a setting, held to the same form: Quartz, with seconds. */
public final class Crons {
    private Crons() {
    }

    /** What is wrong with a cron and what to write instead; empty if it is one that fires. */
    public static Optional<Finding> problem(String name, String cron) {
        try {
            new CronFormat().parse(cron, Path.of(""));
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(new Finding(name, Shown.quoted(cron) + ' ' + refused.reason(), refused.advice()));
        }
    }
}
