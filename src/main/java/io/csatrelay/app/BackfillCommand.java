package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Spans;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backfill}: the ratings of a span, window by window. */
@Command(name = "backfill", description = "Collects a span of time, window by window; left midway it goes on when asked for again.",
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "Which source.")
    private String source;

    @Option(names = "--from", required = true, description = "Its start: 2026-05-01, 2026-05-01T00:00:00Z, or a span back from now such as 90d.")
    private String from;

    @Option(names = "--to", required = true, description = "Its end, exclusive, in the same forms.")
    private String to;

    @Option(names = "--remap", description = "Maps known ratings again, because the mapping changed; first says how many would be sent again.")
    private boolean remap;

    @Override
    public Integer call() throws Exception {
        Settings settings = Environment.settings(System.getenv());
        try (Errand errand = Errand.begin(settings, spec.commandLine().getOut())) {
            Instant now = errand.store().time().now();
            RunRequest asked = request(errand.store(), at(from, now), at(to, now));
            if (remap && !goesOn(errand, asked)) {
                return ExitCode.FAILED;
            }
            Errand.Wished done = errand.run(List.of(asked)).get(0);
            errand.say(done.error() == null ? Errand.ended(done.run()) : done.error());
            return done.error() == null ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** Says how many would be sent again; a person at a terminal is asked. */
    private boolean goesOn(Errand errand, RunRequest asked) {
        Errand.Wished counted = errand.run(List.of(RunRequest.backfill(source, Lane.COUNT, asked.from(), asked.to()))).get(0);
        if (counted.error() != null) {
            errand.say(counted.error());
            return false;
        }
        errand.say(String.format(java.util.Locale.ROOT, "%,d of %,d ratings would be sent to MaestroQA again",
                counted.run().tally().stored(), counted.run().tally().fetched()));
        if (!Terminal.attached() || counted.run().tally().stored() == 0) {
            return true;
        }
        String answer = System.console().readLine("Go on? [y/N] ");
        return answer != null && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
    }

    private RunRequest request(StoreReader store, Instant start, Instant end) {
        if (!store.sources().containsKey(source)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "there is no source " + source + "; there are " + store.sources().keySet());
        }
        if (!start.isBefore(end)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--from is not before --to: " + start + " and " + end);
        }
        return RunRequest.backfill(source, remap ? Lane.REMAP : Lane.BACKFILL, start, end);
    }

    private Instant at(String text, Instant now) {
        try {
            return Spans.since(text).from(now).truncatedTo(ChronoUnit.SECONDS);
        } catch (IllegalArgumentException unreadable) {
            throw new CommandLine.ParameterException(spec.commandLine(), unreadable.getMessage());
        }
    }
}
