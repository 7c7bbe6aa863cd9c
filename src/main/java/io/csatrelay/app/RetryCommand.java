package io.csatrelay.app;

import io.csatrelay.settings.Settings;
import io.csatrelay.store.ControlSql;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code retry}: refused or unknown ratings are owed again; quarantined records are mapped again. */
@Command(name = "retry", description = "Sends refused or unknown ratings again, or maps quarantined records again.", mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Kind kind;

    @Option(names = "--id", description = "A number that the lists show; may be repeated. Without it, all.")
    private List<Long> ids;

    @Override
    public Integer call() throws Exception {
        if (!kind.quarantined) {
            return ControlCommands.changed(spec, control -> control.retry(kind.refused ? "refused" : "unknown", ids), "owed again",
                    "; no process delivers now: start `run`, or `sync`");
        }
        Settings settings = Environment.settings(spec);
        // With no holder the mapping is done here.
        return Errand.run(settings, spec.commandLine(), this::mend);
    }

    private int mend(Errand errand) throws Exception {
        Map<String, String> declared = errand.store().sources();
        List<String> on = declared.keySet().stream().filter(source -> declared.get(source) == null).toList();
        ControlSql.Mend mend = errand.store().controlSql().mend(on, ids, errand.store().time().now());
        List<Done> done = errand.follow(mend.wishes());
        Delivered delivered = new Delivered(errand, Delivered.PATIENCE);
        int exitCode = errand.alone() ? delivered.await(done) : delivered.report(done);
        long still = errand.store().store().quarantined(ids);
        errand.say(mend.records() + " mapped again; " + (still == 0 ? "none is quarantined any more" : still + " quarantined still: GET /api/quarantined says why"));
        return exitCode == ExitCode.DONE && still > 0 ? ExitCode.LEFT_OVER : exitCode;
    }

    /** Which ones. */
    static final class Kind {
        @Option(names = "--refused", description = "What MaestroQA refused.")
        private boolean refused;

        @Option(names = "--unknown", description = "What MaestroQA may have taken.")
        private boolean unknown;

        @Option(names = "--quarantined", description = "Vendor records that could not become a rating.")
        private boolean quarantined;
    }
}
