package io.csatrelay.app;

import io.csatrelay.settings.SettingsException;
import picocli.CommandLine;

/** Prints why a command failed, without a stack trace: a person reads it. */
final class SaysWhy implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof SettingsException settings) {
            command.getErr().println(settings.getMessage());
            return ExitCode.USAGE;
        }
        command.getErr().println(command.getCommandName() + ": " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        return ExitCode.FAILED;
    }
}
