package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Spans;
import io.csatrelay.settings.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
        Settings settings = Environment.settings(spec);
        Instant now = Time.system().now();
        SourceArguments sources = new SourceArguments(spec, settings);
        RunRequest asked = request(sources, at("--from", from, now), at("--to", to, now), now);
        return Errand.run(settings, spec.commandLine(), errand -> {
            if (remap && !goesOn(errand, asked)) {
                return ExitCode.FAILED;
            }
            Delivered delivered = new Delivered(errand, Delivered.PATIENCE);
            List<Done> done = errand.run(List.of(asked));
            // The process that holds the store goes on delivering; without one nobody would.
            return errand.alone() ? delivered.await(done) : delivered.report(done);
        });
    }

    /** Says how many would be sent again; a person at a terminal is asked. */
    private boolean goesOn(Errand errand, RunRequest asked) throws Exception {
        Done counted = errand.run(List.of(RunRequest.backfill(source, Lane.COUNT, asked.from(), asked.to()))).get(0);
        if (counted.error() != null) {
            errand.complain(counted.error());
            return false;
        }
        errand.say(String.format(Locale.ROOT, "%,d of %,d ratings would be sent to MaestroQA again", counted.tally().stored(), counted.tally().fetched()));
        if (!Terminal.attached() || counted.tally().stored() == 0) {
            return true;
        }
        String answer = System.console().readLine("Go on? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private RunRequest request(SourceArguments sources, Instant start, Instant end, Instant now) {
        if (!start.isBefore(end)) {
            throw sources.wrong("--from is not before --to: " + start + " and " + end);
        }
        // Tomorrow's date is how one says: today too.
        if (end.isAfter(now.plus(Duration.ofDays(1)))) {
            throw sources.wrong("--to is in the future: " + end);
        }
        return RunRequest.backfill(sources.on(source), remap ? Lane.REMAP : Lane.BACKFILL, start, end);
    }

    private Instant at(String option, String text, Instant now) {
        try {
            return Spans.since(text).from(now);
        } catch (IllegalArgumentException unreadable) {
            throw new CommandLine.ParameterException(spec.commandLine(), option + " " + unreadable.getMessage());
        }
    }
}
