package io.csatrelay.app;

import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.Backups;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backup} and {@code verify-backup}. */
final class BackupCommands {
    private BackupCommands() {
    }

    /** {@code backup}. */
    @Command(name = "backup", description = "Copies the store to a file while it runs.", mixinStandardHelpOptions = true)
    static final class Backup implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "A file that does not exist yet.")
        private Path file;

        @Override
        public Integer call() {
            Settings settings = Environment.settings(spec);
            Backups.copy(settings.get(GeneralSettings.STORE_URL), file);
            spec.commandLine().getOut().println("copied to " + file + "; prove it with: csat-relay verify-backup " + file);
            return ExitCode.DONE;
        }
    }

    /** {@code verify-backup}. */
    @Command(name = "verify-backup", description = "Proves a copy: the file is sound and its books balance.", mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "A copy that `backup` made.")
        private Path file;

        @Override
        public Integer call() {
            List<String> problems = Backups.problems(file);
            if (problems.isEmpty()) {
                spec.commandLine().getOut().println(file + " is sound, and its books balance");
                return ExitCode.DONE;
            }
            problems.forEach(problem -> spec.commandLine().getErr().println(file + ": " + problem));
            return ExitCode.FAILED;
        }
    }
}
