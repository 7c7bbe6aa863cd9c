package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        Settings settings = Environment.settings(spec);
        Duration patience = patience();
        SourceArguments sources = new SourceArguments(spec, settings);
        List<RunRequest> requests = requests(sources);
        return Errand.run(settings, spec.commandLine(),
                errand -> new Delivered(errand, patience).await(collect(errand, requests, sources)));
    }

    /** With no daemon nobody else reads the recent weeks again, where ratings change in place; some sources do so at every run. */
    private static List<Done> collect(Errand errand, List<RunRequest> requests, SourceArguments sources) throws Exception {
        Set<String> everyRun = sources.rereadEveryRun();
        Set<String> rereads = errand.alone() ? sources.reread() : everyRun;
        List<RunRequest> mine = requests.stream().filter(run -> rereads.contains(run.source())).toList();
        List<RunRequest> again = DueRereads.of(mine, everyRun, errand.store().store().view(), errand.store().time().now());
        List<Done> done = new ArrayList<>(errand.run(requests));
        for (Done reread : errand.run(again)) {
            done.replaceAll(live -> live.source().equals(reread.source()) ? live.with(reread) : live);
        }
        return done;
    }

    private List<RunRequest> requests(SourceArguments sources) {
        if (id != null && chosen.size() != 1) {
            throw sources.wrong("--id goes with one SOURCE");
        }
        if (id != null) {
            return List.of(RunRequest.one(sources.single(chosen.get(0)), id));
        }
        List<String> meant = chosen.isEmpty() ? sources.on() : chosen.stream().map(sources::on).distinct().toList();
        return meant.stream().map(source -> RunRequest.scheduled(source, Lane.LIVE)).toList();
    }

    private Duration patience() {
        try {
            return Spans.parse(wait);
        } catch (IllegalArgumentException unreadable) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--wait " + unreadable.getMessage());
        }
    }
}
