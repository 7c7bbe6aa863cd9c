package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Holds what the image and the compose file promise: little is allowed, nothing is needed but Java, secrets are files. */
class ImageFilesTest {
    private static final List<String> DOCKERFILE = instructions(Path.of("Dockerfile"));
    private static final Map<String, Object> COMPOSE = yaml(Path.of("compose.yaml"));
    private static final Map<String, Object> SERVICE = map(map(COMPOSE.get("services")).get("csat-relay"));

    @Test
    void shouldBuildInOneStageAndRunInAnother() {
        List<String> from = DOCKERFILE.stream().filter(line -> line.startsWith("FROM ")).toList();
        assertThat(from).hasSize(2);
        assertThat(from.get(0)).endsWith(" AS build");
        assertThat(DOCKERFILE).anyMatch(line -> line.matches("ARG RUN_IMAGE=.*:(1[7-9]|[2-9]\\d)-jre.*"));
        assertThat(from.get(1)).isEqualTo("FROM ${RUN_IMAGE}");
    }

    @Test
    void shouldCopyExactlyTheInstallation() {
        assertThat(ran().stream().filter(line -> line.startsWith("COPY ") || line.startsWith("ADD ")).toList()).containsExactly(
                "COPY --from=build /build/target/csat-relay /opt/csat-relay",
                "COPY --from=build --chown=10001:10001 /empty /data");
    }

    @Test
    void shouldRunAsANumericUserWhoIsNotRoot() {
        List<String> users = ran().stream().filter(line -> line.startsWith("USER ")).toList();
        assertThat(users).containsExactly("USER 10001:10001");
        assertThat(ran().indexOf(users.get(0))).isGreaterThan(lastIndex("RUN ")).isLessThan(lastIndex("ENTRYPOINT "));
    }

    @Test
    void shouldNeedNoShellAndNoOtherToolToStart() {
        assertThat(exec("ENTRYPOINT")).startsWith("java", "@/opt/csat-relay/lib/java.options").endsWith("io.csatrelay.app.Main");
        assertThat(exec("CMD")).containsExactly("run");
        List<String> health = exec("HEALTHCHECK");
        assertThat(health).startsWith("java").endsWith(HealthCheck.class.getName());
        assertThat(String.join(" ", ran())).doesNotContainPattern("\\b(sh|bash|curl|wget)\\b");
    }

    @Test
    void shouldWriteOnlyIntoItsOneVolume() {
        assertThat(ran()).contains("VOLUME /data").anyMatch(line -> line.startsWith("ENV DATA_DIR=/data "));
        assertThat(ran().stream().filter(line -> line.startsWith("VOLUME "))).hasSize(1);
        assertThat(SERVICE.get("read_only")).isEqualTo(true);
        assertThat(list(SERVICE.get("volumes"))).containsExactly("data:/data");
        assertThat(map(COMPOSE.get("volumes"))).containsOnlyKeys("data");
        assertThat(list(SERVICE.get("tmpfs"))).singleElement().asString().startsWith("/tmp:");
    }

    @Test
    void shouldBeAllowedNothingMore() {
        assertThat(list(SERVICE.get("cap_drop"))).containsExactly("ALL");
        assertThat(list(SERVICE.get("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(SERVICE).doesNotContainKeys("cap_add", "privileged", "user", "network_mode", "pid");
    }

    @Test
    void shouldBeReachedFromThisMachineOnly() {
        assertThat(list(SERVICE.get("ports"))).containsExactly("127.0.0.1:8080:8080", "127.0.0.1:9090:9090");
        assertThat(environment()).containsEntry("HTTP_HOST", "0.0.0.0").containsEntry("MANAGEMENT_HOST", "0.0.0.0");
    }

    @Test
    void shouldHaveTimeToFinishTheRequestInFlight() {
        assertThat(SERVICE.get("stop_grace_period")).isEqualTo("30s");
        assertThat(DOCKERFILE).contains("STOPSIGNAL SIGTERM");
    }

    @Test
    void shouldTakeItsSecretsFromFilesAndItsSettingsAsDocumented(@TempDir Path folder) throws IOException {
        Map<String, String> environment = environment();
        Map<String, Object> secrets = map(COMPOSE.get("secrets"));
        assertThat(list(SERVICE.get("secrets"))).containsExactlyInAnyOrderElementsOf(secrets.keySet());
        for (String name : secrets.keySet()) {
            assertThat(map(secrets.get(name))).containsEntry("file", "./secrets/" + name);
            String file = Files.writeString(folder.resolve(name), "secret-" + name + "\n").toString();
            String setting = name.toUpperCase(Locale.ROOT) + "_FILE";
            assertThat(environment).containsEntry(setting, "/run/secrets/" + name);
            environment.put(setting, file);
        }
        environment.put("ZENDESK_BASE_URL", "https://company.zendesk.com");
        environment.put("ZENDESK_EMAIL", "admin@example.com");
        environment.put("MAESTROQA_URL", "https://app.maestroqa.com/api/v1/create-customer-feedback");
        environment.put("DATA_DIR", folder.toString());
        Settings settings = new SettingsLoader(Catalogue.standard(), folder, folder).load(environment);
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.sourceOn("zendesk")).isTrue();
        assertThat(settings.sourceOn("maestroqa")).isTrue();
    }

    @Test
    void shouldBuildFromTheSourcesAlone() throws IOException {
        assertThat(Files.readAllLines(Path.of(".dockerignore")).stream().filter(line -> !line.startsWith("#"))).containsExactly("*", "!pom.xml", "!src/main",
                "!routes", "!mappings");
    }

    /** The instructions of the stage that runs. */
    private static List<String> ran() {
        int from = DOCKERFILE.lastIndexOf("FROM ${RUN_IMAGE}");
        assertThat(from).isPositive();
        return DOCKERFILE.subList(from, DOCKERFILE.size());
    }

    private static int lastIndex(String instruction) {
        int last = -1;
        for (int i = 0; i < ran().size(); i++) {
            last = ran().get(i).startsWith(instruction) ? i : last;
        }
        return last;
    }

    /** The words of an instruction in exec form; there must be no shell form of it. */
    private static List<String> exec(String instruction) {
        List<String> found = ran().stream().filter(line -> line.startsWith(instruction + " ")).toList();
        assertThat(found).hasSize(1);
        int begin = found.get(0).indexOf('[');
        assertThat(begin).as("exec form: " + found).isPositive();
        return list(new Yaml().load(found.get(0).substring(begin))).stream().map(String::valueOf).toList();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        map(SERVICE.get("environment")).forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    /** Lines without comments, those that end in a backslash joined. */
    private static List<String> instructions(Path file) {
        List<String> instructions = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        for (String line : read(file).lines().filter(text -> !text.startsWith("#") && !text.isBlank()).toList()) {
            boolean goesOn = line.endsWith("\\");
            whole.append(goesOn ? line.substring(0, line.length() - 1).strip() + " " : line.strip());
            if (!goesOn) {
                instructions.add(whole.toString());
                whole.setLength(0);
            }
        }
        return instructions;
    }

    private static Map<String, Object> yaml(Path file) {
        return new Yaml().load(read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return (List<Object>) node;
    }
}
