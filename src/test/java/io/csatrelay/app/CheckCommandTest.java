package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoVendors;
import io.csatrelay.ops.CheckPoint;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.SettingsLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of {@code check}: all points at once. */
class CheckCommandTest {
    private static final String CANARY = "c4n4ry";

    @TempDir
    Path folder;

    @Test
    void shouldFindAllWellAndTouchNothing() throws Exception {
        try (DemoVendors vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(10))) {
            List<CheckPoint> points = check(with(vendors.settings(), "INTAKE_ZENDESK_WEBHOOK_SECRET", CANARY));

            assertThat(points).extracting(CheckPoint::name).startsWith("settings", "store", "routes")
                    .contains("qualtrics", "zendesk-ratings", "zendesk-surveys", "zendesk-webhook").endsWith("maestroqa");
            assertThat(points).filteredOn(point -> point.state() == CheckPoint.State.OFF).extracting(CheckPoint::toString)
                    .contains("off      zendesk-surveys: ZENDESK_CSAT is ratings", "off      file-drop: FILE_DROP_DIR not set");
            assertThat(points).filteredOn(point -> point.state() != CheckPoint.State.OFF).allMatch(point -> point.state() == CheckPoint.State.OK)
                    .extracting(CheckPoint::name).contains("zendesk-ratings", "zendesk-webhook");
            assertThat(points.get(points.size() - 1).words()).contains("whether MAESTROQA_API_TOKEN is valid only a delivery shows");
            assertThat(vendors.maestroqa().requests()).isEmpty();
            assertThat(folder.resolve("data")).doesNotExist();
            assertThat(exit(points)).isZero();
        }
    }

    @Test
    void shouldFindEveryProblemAtOnceAndTellNoSecret() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("a.camel.yaml"), "- route:\n    from:\n      uri: direct:a\n      steps:\n      - to: direct:b\n");
        Path data = Files.writeString(folder.resolve("file"), "");
        List<CheckPoint> points = check(Map.of("ROUTES_DIR", routes.toString(), "DATA_DIR", data.toString(), "HTTPS_PROXY",
                "http://user:" + CANARY + "@127.0.0.1:1", "MAESTROQA_URL", "https://maestroqa.invalid/x", "MAESTROQA_API_TOKEN", CANARY));

        assertThat(points).map(CheckPoint::toString).satisfiesExactly(
                settings -> assertThat(settings).startsWith("ok       settings: "),
                store -> assertThat(store).startsWith("problem  store: ").contains("check DATA_DIR"),
                proxy -> assertThat(proxy).startsWith("problem  proxy: connecting to http://***@127.0.0.1:1 (ConnectException): check HTTPS_PROXY"),
                id -> assertThat(id).startsWith("problem  routes: ").contains("a.camel.yaml:1: this route has no description"),
                description -> assertThat(description).contains("a.camel.yaml:1: this route has no id"),
                target -> assertThat(target).contains("a.camel.yaml:5: no route takes from direct:b"),
                sink -> assertThat(sink).startsWith("problem  maestroqa: connecting to maestroqa.invalid (HTTPS_PROXY http://***@127.0.0.1:1): "));
        assertThat(points.toString()).doesNotContain(CANARY);
        assertThat(exit(points)).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldNameASecretThatNoSourceAsksFor() throws Exception {
        List<CheckPoint> points = check(with(Map.of(), "INTAKE_ZENDESK_WEBHOK_SECRET", CANARY));

        assertThat(points).map(CheckPoint::toString).anyMatch(point -> point.startsWith("problem  INTAKE_ZENDESK_WEBHOK_SECRET: no route file declares"))
                .anyMatch(point -> point.equals("off      zendesk-webhook: INTAKE_ZENDESK_WEBHOOK_SECRET not set"));
        assertThat(points.toString()).doesNotContain(CANARY);
    }

    @Test
    void shouldGoOnWhenRoutesCannotBeRead() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("a.camel.yaml"), "- route: [\n");

        assertThat(check(Map.of("ROUTES_DIR", routes.toString()))).map(CheckPoint::toString)
                .anyMatch(point -> point.contains("a.camel.yaml:2: this is no YAML"))
                .anyMatch(point -> point.startsWith("problem  sources: the vendors were not asked"))
                .anyMatch(point -> point.equals("off      maestroqa: MAESTROQA_URL is not set: what is owed stays pending"));
    }

    @Test
    void shouldNameAllProblemsOfTheSettingsAndEndWith2() {
        TestingCommand.Ran ran = TestingCommand.run(Map.of("HTTP_PORT", "99999", "ZENDESK_BASE_URL", "ftp://company"), "check");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.lines()).hasSizeGreaterThan(1).allMatch(line -> line.startsWith("problem  settings: "))
                .anyMatch(line -> line.contains("HTTP_PORT: ")).anyMatch(line -> line.contains("ZENDESK_BASE_URL: "));
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return more;
    }

    private List<CheckPoint> check(Map<String, String> environment) throws Exception {
        Map<String, String> all = new TreeMap<>(environment);
        return CheckCommand.check(new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(all));
    }

    private static int exit(List<CheckPoint> points) {
        return CheckCommand.report(points, new PrintWriter(new StringWriter()));
    }
}
