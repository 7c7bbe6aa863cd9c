package io.csatrelay.app;

import io.csatrelay.settings.Settings;
import java.util.List;
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
            return ControlCommands.changed(spec, control -> control.retry(kind.refused ? "refused" : "unknown", ids), "owed again");
        }
        Settings settings = Environment.settings(System.getenv());
        // With no holder the mapping is done here.
        try (Errand errand = Errand.begin(settings, spec.commandLine().getOut())) {
            int asked = errand.store().control().retry("quarantined", ids);
            for (List<String> open = open(errand); !open.isEmpty(); open = open(errand)) {
                for (String source : open) {
                    String off = errand.store().sources().getOrDefault(source, source + " is not declared in any route file");
                    if (off != null) {
                        throw new IllegalStateException("mapping quarantined records of " + source + " again: it is off: " + off);
                    }
                }
                errand.pause();
            }
            errand.say(asked + " mapped again; see: csat-relay status");
        }
        return ExitCode.DONE;
    }

    private static List<String> open(Errand errand) {
        return errand.store().controlSql().toMend();
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
