package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.app.Main;
import io.csatrelay.settings.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What documents name is there: settings, commands, options, paths. */
class NamesTest {
    private static final Pattern CAPITALS = Pattern.compile("(?<![\\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\\w-])");
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/-])(?:bin/)?csat-relay (?!csat-relay)([a-z][a-z-]*)([^|;&]*)");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");
    private static final Pattern PATH = Pattern.compile("(?<![a-z.])/(?:(?:api/(?!v\\d)|observe/)[a-z/-]*[a-z]|intake/[a-z{}-]*[a-z}]|(?:operations|reporting)/[A-Za-z0-9{}/.-]*[a-z]|openapi[.]json)");
    /** Names in capitals that are no settings of ours: of Java, of the start script, of SQLite. */
    private static final Set<String> OF_OTHERS = Set.of("JAVA_HOME", "CSAT_RELAY_JAVA_OPTS", "SQLITE_FULL", "API_READ_TOKEN_FILE", "CSAT_RELAY_BROWSER");
    private static final Set<String> MANAGEMENT =
            Set.of("/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics");

    private final Map<String, CommandLine> commands = new CommandLine(new Main()).getSubcommands();

    @Test
    void shouldNameNoSettingThatIsNotThere() {
        List<String> named = new ArrayList<>();
        Documents.written().forEach(document -> document.code().forEach(code -> CAPITALS.matcher(code).results().forEach(name -> named.add(name.group()))));
        Set<String> known = new TreeSet<>(OF_OTHERS);
        Catalogue.standard().withMembers(named).settings().forEach(setting -> known.addAll(List.of(setting.name(), setting.name() + "_FILE")));

        assertThat(named).contains("MAESTROQA_URL", "ZENDESK_RATINGS_CRON");
        assertThat(new TreeSet<>(named)).isSubsetOf(known);
    }

    @Test
    void shouldNameNoCommandOrOptionThatIsNotThere() {
        List<String> wrong = new ArrayList<>();
        for (Documents.Document document : Documents.all()) {
            document.code().forEach(code -> wrongIn(code).forEach(what -> wrong.add(document.file() + ": " + what + " in: " + code)));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldExplainEveryCommandInTheReadme() {
        Documents.Document readme = Documents.Document.of(Path.of("README.md"));

        assertThat(commands.keySet()).isNotEmpty().allSatisfy(command -> assertThat(readme.paragraph("commands")).contains("`csat-relay " + command + "`"));
    }

    @Test
    void shouldNameNoPathThatIsNotThere() throws Exception {
        JsonNode contract = new ObjectMapper().readTree(Files.readString(Path.of("src/main/resources/openapi/csat-relay.json")));
        Set<String> known = new TreeSet<>(MANAGEMENT);
        contract.path("paths").fieldNames().forEachRemaining(known::add);
        List<String> named = new ArrayList<>();
        Documents.all().forEach(document -> document.code().forEach(code -> PATH.matcher(code).results().forEach(path -> named.add(path.group()))));

        Set<String> templates = new TreeSet<>();
        named.forEach(path -> templates.add(known.stream().filter(template -> path.matches(template.replaceAll("[{][^}]*[}]", "[^/]+"))).findFirst().orElse(path)));
        assertThat(templates).isEqualTo(known);
    }

    private List<String> wrongIn(String code) {
        List<String> wrong = new ArrayList<>();
        Matcher called = COMMAND.matcher(code);
        while (called.find()) {
            check(called.group(1), called.group(2), wrong);
        }
        String first = code.split(" ", 2)[0];
        if (commands.containsKey(first) && code.contains(" --")) {
            check(first, code.substring(first.length()), wrong);
        }
        return wrong;
    }

    private void check(String command, String arguments, List<String> wrong) {
        if (!commands.containsKey(command)) {
            wrong.add("the command " + command);
            return;
        }
        OPTION.matcher(arguments).results().map(option -> option.group())
                .filter(option -> !commands.get(command).getCommandSpec().optionsMap().containsKey(option))
                .forEach(option -> wrong.add("the option " + command + " " + option));
    }
}
