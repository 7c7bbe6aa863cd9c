package io.csatrelay.app;

import io.csatrelay.ops.Control;
import io.csatrelay.ops.Status;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dismiss}, {@code pause} and {@code resume}: what a person changes in the store, whoever holds it. */
final class ControlCommands {
    private ControlCommands() {
    }

    /** {@code dismiss}. */
    @Command(name = "dismiss", description = "Gives refused or unknown ratings up.", mixinStandardHelpOptions = true)
    static final class Dismiss implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @ArgGroup(exclusive = true, multiplicity = "1")
        private Kind kind;

        @Option(names = "--id", description = "A number that `GET /api/refused` or `/api/unknown` lists; may be repeated. Without it, all.")
        private List<Long> ids;

        @Override
        public Integer call() {
            return changed(spec, control -> control.dismiss(kind.refused ? "refused" : "unknown", ids), "dismissed", "");
        }

        /** Which ones. */
        static final class Kind {
            @Option(names = "--refused", description = "What MaestroQA refused.")
            private boolean refused;

            @Option(names = "--unknown", description = "What MaestroQA may have taken.")
            private boolean unknown;
        }
    }

    /** {@code pause}. */
    @Command(name = "pause", description = "Pauses delivering, or a source, until `resume`.", mixinStandardHelpOptions = true)
    static final class Pause implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "maestroqa|SOURCE", description = "What to pause.")
        private String target;

        @Override
        public Integer call() {
            return setPaused(spec, target, true);
        }
    }

    /** {@code resume}. */
    @Command(name = "resume", description = "Lets delivering, or a source, go on.", mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "maestroqa|SOURCE", description = "What to resume.")
        private String target;

        @Override
        public Integer call() {
            return setPaused(spec, target, false);
        }
    }

    /** @param done what was done, in words; with what to do next when nothing delivers at this moment */
    static int changed(CommandLine.Model.CommandSpec spec, ToIntFunction<Control> change, String done, String unheld) {
        try (StoreReader store = new StoreReader(Environment.settings(spec))) {
            int changed = change.applyAsInt(store.control());
            spec.commandLine().getOut().println(changed + " " + done + (changed > 0 && !store.held() ? unheld : ""));
        }
        return ExitCode.DONE;
    }

    private static int setPaused(CommandLine.Model.CommandSpec spec, String target, boolean paused) {
        try (StoreReader store = new StoreReader(Environment.settings(spec))) {
            Control control = store.control();
            if (!control.knows(target)) {
                throw new CommandLine.ParameterException(spec.commandLine(), "there is no " + target + " to " + spec.name() + "; there are "
                        + control.targets());
            }
            control.setPaused(target, paused);
            spec.commandLine().getOut().println(paused ? target + " is paused until `resume " + target + "`" : target + " goes on" + waits(store, target));
        }
        return ExitCode.DONE;
    }

    /** What a vendor asked for is not cut short, and said. */
    private static String waits(StoreReader store, String target) {
        Status status = store.status().read();
        if (target.equals(Control.SINK)) {
            return status.sink().state().equals("waiting") ? ": " + status.sink().reason() : "";
        }
        return status.sources().stream().filter(source -> source.id().equals(target) && source.lastError() != null
                && source.lastError().startsWith("waiting until")).findFirst().map(source -> ": " + source.lastError()).orElse("");
    }
}
