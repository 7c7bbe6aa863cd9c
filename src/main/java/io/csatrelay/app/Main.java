package io.csatrelay.app;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code bin/csat-relay}. Exit codes: see {@link ExitCode}. */
@Command(name = "csat-relay", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Carries customer-satisfaction ratings from the tools that collect them to the tools that use them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, DemoCommand.class, SyncCommand.class, BackfillCommand.class, StatusCommand.class, RetryCommand.class,
            ControlCommands.Dismiss.class, ControlCommands.Pause.class, ControlCommands.Resume.class, ConfigCommand.class, CheckCommand.class,
            LintCommand.class, MapCommand.class, BackupCommands.Backup.class, BackupCommands.Verify.class, ReportsCommand.class, EraseCommand.class})
public final class Main implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Map<String, String> environment;

    /** In the process's own environment. */
    public Main() {
        this(System.getenv());
    }

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Starts a command. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line. */
    static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    /** The same in another environment, for tests. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Main(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new SaysWhy());
    }

    /** What the settings are read from. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command");
    }
}
