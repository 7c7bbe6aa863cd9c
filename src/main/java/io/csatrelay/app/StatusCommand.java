package io.csatrelay.app;

import io.csatrelay.ops.Status;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: how it is, for a person or as JSON. */
@Command(name = "status", description = "Shows sources, outbox and sink, and whether the books balance.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--json", description = "As JSON: the same as GET /api/status.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (StoreReader store = new StoreReader(Environment.settings(spec))) {
            Status status = store.status().read();
            out.println(json ? status.json() : StatusText.of(status));
        }
        return ExitCode.DONE;
    }
}
