package io.csatrelay.ops;

import io.csatrelay.collect.MappedRecords;
import io.csatrelay.collect.Pages;
import io.csatrelay.collect.PersonalData;
import io.csatrelay.mapping.JqScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import net.thisptr.jackson.jq.Versions;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Lints route files that a test writes, with some beans and settings of the connector. */
final class TestingLint implements AutoCloseable {
    private final CamelContext camel = new DefaultCamelContext();
    private final Path routes;
    private final Path mappings;

    TestingLint(Path folder) {
        try {
            this.routes = Files.createDirectories(folder.resolve("routes"));
            this.mappings = Files.createDirectories(folder.resolve("mappings"));
            Properties settings = new Properties();
            settings.put("ZENDESK_BASE_URL", "https://vendor.invalid");
            settings.put("ZENDESK_RATINGS_CRON", "0 */5 * * * ?");
            settings.put("MAPPINGS_DIR", mappings.toString());
            camel.getPropertiesComponent().setInitialProperties(settings);
            camel.getRegistry().bind("jqScope", JqScope.create(Versions.JQ_1_7));
            camel.getRegistry().bind("pages", new Pages(null, null));
            camel.getRegistry().bind("mapped", new MappedRecords(PersonalData.kept()));
            camel.setAutoStartup(false);
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException("preparing lint", e);
        }
    }

    /** Writes a route file. */
    TestingLint file(String name, String yaml) {
        write(routes.resolve(name), yaml);
        return this;
    }

    /** Writes a mapping, or its tests. */
    TestingLint mapping(String name, String text) {
        write(mappings.resolve(name), text);
        return this;
    }

    /** A route, well named, with these steps; the first of them is on line 7. */
    TestingLint steps(String steps) {
        return file("a.camel.yaml", """
                - route:
                    id: a
                    description: Does what the test says.
                    from:
                      uri: direct:a
                      steps:
                """ + steps.indent(8));
    }

    /** All problems of the routes, as rules see them. */
    List<String> problems() {
        return shown(lint().routes(routes));
    }

    /** All problems, those of the mappings and those that Camel finds included. */
    List<String> allProblems() {
        return shown(lint().all(routes, mappings));
    }

    private Lint lint() {
        return new Lint(camel, List.of("ZENDESK_BASE_URL", "ZENDESK_RATINGS_CRON", "MAPPINGS_DIR"), List.of("ZENDESK_API_TOKEN"));
    }

    private List<String> shown(Lint.Report report) {
        return report.problems().stream().map(problem -> problem.seenFrom(routes).replace(mappings + "/", "")).toList();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
