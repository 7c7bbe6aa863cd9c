package io.csatrelay.app;

import io.csatrelay.ops.CheckPoint;
import io.csatrelay.ops.CheckProxy;
import io.csatrelay.ops.CheckSink;
import io.csatrelay.ops.CheckSources;
import io.csatrelay.ops.CheckStore;
import io.csatrelay.ops.LintProblem;
import io.csatrelay.settings.ConfigLine;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.IntakeSettings;
import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.NetworkSettings;
import io.csatrelay.settings.ProxyAddress;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: whether the connector would work as it is set up, everything at once, a line each. Changes nothing, sends no rating. */
@Command(name = "check", mixinStandardHelpOptions = true,
        description = "Checks settings, store, routes, and each vendor's authentication, all at once. Changes nothing and sends no rating.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try {
            return report(check(Environment.settings(spec)), out);
        } catch (SettingsException refused) {
            refused.problems().forEach(problem -> out.println(point(CheckPoint.State.PROBLEM, "settings", problem.toString())));
            out.flush();
            return ExitCode.USAGE;
        }
    }

    /** All points, in the order in which they should be mended. */
    static List<CheckPoint> check(Settings settings) throws Exception {
        List<CheckPoint> points = new ArrayList<>();
        LintCommand.requireRetention(settings);
        long set = settings.lines().stream().filter(line -> !line.value().isEmpty()).count();
        points.add(point(CheckPoint.State.OK, "settings", set + " of " + settings.lines().size() + " have a value; all are valid"));
        points.add(CheckStore.check(settings));
        CheckProxy.check(settings).ifPresent(points::add);
        points.addAll(routes(settings));
        points.addAll(sources(settings));
        points.add(sink(settings));
        return points;
    }

    private static List<CheckPoint> routes(Settings settings) throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path folder = settings.get(GeneralSettings.ROUTES_DIR);
        try (IdleRelay idle = IdleRelay.withExamples(settings)) {
            List<LintProblem> problems = LintCommand.lint(idle.context(), settings).routes(folder).problems();
            return problems.isEmpty()
                    ? List.of(point(CheckPoint.State.OK, "routes", folder + "; `lint` looks closer, and at the mappings"))
                    : problems.stream().map(problem -> point(CheckPoint.State.PROBLEM, "routes", problem.seenFrom(here))).toList();
        }
    }

    /** Asks through the routes themselves; when those cannot be loaded, nobody can be asked. */
    private static List<CheckPoint> sources(Settings settings) {
        try {
            RouteFiles files = new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings);
            Map<String, String> declared = files.sources();
            try (IdleRelay idle = IdleRelay.withRoutes(settings, files)) {
                List<CheckPoint> points = new ArrayList<>(new CheckSources(idle.context()).check(declared));
                points.addAll(ofNoSource(settings, declared.keySet()));
                return points;
            }
        } catch (Exception failed) {
            return List.of(point(CheckPoint.State.PROBLEM, "sources",
                    "the vendors were not asked, because the routes cannot be started: mend them first; `lint` says what is wrong"));
        }
    }

    /** A name that is written wrong is a setting like any other: only here it is seen that nothing asks for it. */
    private static List<CheckPoint> ofNoSource(Settings settings, Set<String> sources) {
        Set<String> asked = sources.stream().map(source -> IntakeSettings.SECRET.of(source).name()).collect(Collectors.toSet());
        return Stream.concat(settings.lines().stream().map(ConfigLine::name).filter(IntakeSettings.SECRET::has).filter(name -> !asked.contains(name)),
                new Retention(settings).ofNoSource(sources).stream())
                .map(name -> point(CheckPoint.State.PROBLEM, name, "no route file declares a source of that name: it is the source's id in upper case, - as _"))
                .toList();
    }

    /** By the same proxy and the same authorities as a delivery. */
    static CheckPoint sink(Settings settings) throws GeneralSecurityException, IOException {
        Optional<Path> bundle = settings.find(NetworkSettings.CA_BUNDLE_FILE);
        SSLContext tls = bundle.isPresent() ? new Authorities(bundle.get()).createSSLContext(null) : SSLContext.getDefault();
        NoProxy direct = new NoProxy(settings.find(NetworkSettings.NO_PROXY).orElse(List.of()));
        Optional<URI> url = settings.find(MaestroSettings.URL).filter(any -> any.getScheme().equals("https"));
        Optional<ProxyAddress> proxy = url.filter(any -> !direct.covers(any.getHost(), any.getPort() < 0 ? 443 : any.getPort()))
                .flatMap(any -> settings.find(NetworkSettings.HTTPS_PROXY));
        return CheckSink.check(settings, proxy, tls);
    }

    private static CheckPoint point(CheckPoint.State state, String name, String words) {
        return new CheckPoint(state, name, words);
    }

    static int report(List<CheckPoint> points, PrintWriter out) {
        points.forEach(out::println);
        out.flush();
        return points.stream().anyMatch(point -> point.state() == CheckPoint.State.PROBLEM) ? ExitCode.FAILED : ExitCode.DONE;
    }
}
