package io.csatrelay.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code bin/csat-relay}. Exit codes: see {@link ExitCode}. */
@Command(name = "csat-relay", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Carries customer-satisfaction ratings from the tools that collect them to the tools that use them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, DemoCommand.class, SyncCommand.class, BackfillCommand.class, StatusCommand.class, RetryCommand.class,
            ControlCommands.Dismiss.class, ControlCommands.Pause.class, ControlCommands.Resume.class, ConfigCommand.class, CheckCommand.class, LintCommand.class, MapCommand.class,
            BackupCommands.Backup.class, BackupCommands.Verify.class})
public final class Main implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Starts a command. */
    public static void main(String[] arguments) {
        System.exit(commandLine().setOut(utf8(FileDescriptor.out)).setErr(utf8(FileDescriptor.err)).execute(arguments));
    }

    /** Whatever the locale: in a container there is none, and emoji would become question marks. */
    private static PrintWriter utf8(FileDescriptor to) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
    }

    /** The whole command line, for tests too. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new SaysWhy());
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command");
    }
}
