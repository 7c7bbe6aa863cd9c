package io.csatrelay.app;

import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Time;
import io.csatrelay.store.BucketRecount;
import io.csatrelay.store.Database;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code reports verify} and {@code reports rebuild}: whether the distributions are what the ratings say. */
@Command(name = "reports", description = "Compares the distributions with the ratings, or computes them anew.", mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND", subcommands = {ReportsCommand.Verify.class, ReportsCommand.Rebuild.class})
final class ReportsCommand implements Callable<Integer> {
    private static final int LINES = 20;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which: verify or rebuild");
    }

    /** {@code reports verify}. */
    @Command(name = "verify", description = "Counts every rating, and compares that with the distributions.", mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            return with(spec, recount -> verified(spec, recount, "mend them with: csat-relay reports rebuild"));
        }
    }

    /** {@code reports rebuild}. */
    @Command(name = "rebuild", description = "Computes the distributions anew from the ratings.", mixinStandardHelpOptions = true)
    static final class Rebuild implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            return with(spec, recount -> {
                recount.rebuild();
                return verified(spec, recount, "somebody changes the store meanwhile; try it again");
            });
        }
    }

    private static int verified(CommandLine.Model.CommandSpec spec, BucketRecount recount, String otherwise) {
        List<String> differences = recount.differences(LINES);
        if (differences.isEmpty()) {
            spec.commandLine().getOut().println("the distributions are what the ratings say");
            return ExitCode.DONE;
        }
        differences.forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().println("the distributions are not what the ratings say: " + otherwise);
        return ExitCode.FAILED;
    }

    private static int with(CommandLine.Model.CommandSpec spec, ToIntFunction<BucketRecount> work) {
        Settings settings = Environment.settings(spec);
        try (Database database = Parts.database(settings)) {
            return work.applyAsInt(new BucketRecount(database, Time.system().wall()));
        }
    }
}
