package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.ops.Lint;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint with the connector's own beans and settings, on what ships. */
class LintCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldFindNothingWrongWithWhatShipsWhetherVendorsAreSetUpOrNot() throws Exception {
        StringWriter out = new StringWriter();

        assertThat(LintCommand.report(lint(Map.of()), new PrintWriter(out))).as(out.toString()).isZero();
        assertThat(out.toString()).matches("\\d+ route files with \\d+ routes, \\d+ mappings with \\d+ test cases: all well\\R");
        assertThat(lint(Map.of("ZENDESK_BASE_URL", "https://company.zendesk.com", "ZENDESK_OAUTH_TOKEN", "x", "MAESTROQA_URL",
                "https://maestroqa.invalid/x", "MAESTROQA_API_TOKEN", "x")).problems()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private Lint.Report lint(Map<String, String> environment) throws Exception {
        Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(new TreeMap<>(environment));
        try (IdleRelay idle = IdleRelay.withExamples(settings)) {
            return LintCommand.lint(idle.context(), settings).all(Path.of("routes"), Path.of("mappings"));
        }
    }
}
