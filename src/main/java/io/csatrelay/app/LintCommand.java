package io.csatrelay.app;

import io.csatrelay.ops.Lint;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lint}: what is wrong with routes and mappings, all of it, a line each. */
@Command(name = "lint", mixinStandardHelpOptions = true,
        description = "Finds what is wrong with the routes and mappings, without starting anything. Runs the mappings' tests.")
final class LintCommand implements Callable<Integer> {
    /** What the relay itself puts beside the settings. */
    private static final List<String> OF_RELAY = List.of("schedules", "pushers");

    private static final Logger LOG = LoggerFactory.getLogger(LintCommand.class);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = Environment.settings(spec);
        requireRetention(settings);
        try (IdleRelay idle = IdleRelay.withExamples(settings)) {
            return report(lint(idle.context(), settings).all(settings.get(GeneralSettings.ROUTES_DIR), settings.get(GeneralSettings.MAPPINGS_DIR)),
                    spec.commandLine().getOut());
        }
    }

    /** Holds the settings against the sources. What else is wrong with the files is found after this. */
    static void requireRetention(Settings settings) {
        try {
            RouteFiles.of(settings);
        } catch (SettingsException refused) {
            throw refused;
        } catch (RuntimeException broken) {
            LOG.debug("the route files cannot be read", broken);
        }
    }

    /** A lint that knows the names of all settings. */
    static Lint lint(CamelContext camel, Settings settings) {
        List<String> names = new ArrayList<>(OF_RELAY);
        List<String> secrets = new ArrayList<>();
        Catalogue.standard().withMembers(RouteFiles.names(settings.get(GeneralSettings.ROUTES_DIR))).settings().forEach(setting -> (setting.secret() ? secrets : names).add(setting.name()));
        return new Lint(camel, names, secrets);
    }

    static int report(Lint.Report report, PrintWriter out) {
        Path here = Path.of("").toAbsolutePath();
        report.problems().forEach(problem -> out.println(problem.seenFrom(here)));
        int problems = report.problems().size();
        out.printf("%d route files with %d routes, %d mappings with %d test cases: %s%n", report.files(), report.routes(),
                report.mappings(), report.cases(), problems == 0 ? "all well" : problems == 1 ? "1 problem" : problems + " problems");
        out.flush();
        return report.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
