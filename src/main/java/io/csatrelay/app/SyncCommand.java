package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sync}: one run of each source, and its ratings delivered. */
@Command(name = "sync", description = "Collects what is new once, and waits until it is delivered.", mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "Which sources; without any, all that are on.")
    private List<String> chosen = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "Only the record with this id at the vendor; with one SOURCE.")
    private String id;

    @Option(names = "--wait", paramLabel = "SPAN", defaultValue = "5m", description = "How long the sink may be paused (default: ${DEFAULT-VALUE}).")
    private String wait;

    @Override
    public Integer call() throws Exception {
        Settings settings = Environment.settings(System.getenv());
        try (Errand errand = Errand.begin(settings, spec.commandLine().getOut())) {
            List<Errand.Wished> wished = errand.run(requests(errand.store()));
            boolean failed = false;
            for (Errand.Wished one : wished) {
                errand.say(one.error() == null ? Errand.ended(one.run()) : one.error());
                failed |= one.error() != null;
            }
            int delivered = new Delivered(errand, Spans.parse(wait)).await(wished);
            return failed ? ExitCode.FAILED : delivered;
        }
    }

    private List<RunRequest> requests(StoreReader store) {
        Map<String, String> declared = store.sources();
        List<String> sources = chosen.isEmpty() ? declared.keySet().stream().filter(source -> declared.get(source) == null).toList() : chosen;
        for (String source : sources) {
            if (!declared.containsKey(source)) {
                throw new CommandLine.ParameterException(spec.commandLine(), "there is no source " + source + "; there are " + declared.keySet());
            }
        }
        if (sources.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "no source is on: " + declared);
        }
        if (id == null) {
            return sources.stream().map(source -> RunRequest.scheduled(source, Lane.LIVE)).toList();
        }
        if (chosen.size() != 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--id goes with one SOURCE");
        }
        return List.of(RunRequest.one(chosen.get(0), id));
    }
}
