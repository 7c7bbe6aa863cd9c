package io.csatrelay.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.csatrelay.settings.ConfigLine;
import io.csatrelay.settings.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config}: every setting with its value, where that came from, its default and its meaning; secrets masked. */
@Command(name = "config", mixinStandardHelpOptions = true,
        description = "Lists every setting: value (secrets masked), where it came from, default, meaning.")
final class ConfigCommand implements Callable<Integer> {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    @Option(names = "--json", description = "as a JSON array")
    private boolean json;
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Settings settings = Environment.settings(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(
                    settings.lines().stream().map(ConfigCommand::fields).toList()));
        } else {
            print(settings.lines(), out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static Map<String, String> fields(ConfigLine line) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("area", line.area());
        fields.put("name", line.name());
        fields.put("value", absent(line.value()));
        fields.put("origin", line.origin());
        fields.put("default", absent(line.defaultText()));
        fields.put("meaning", line.meaning());
        return fields;
    }

    private static String absent(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void print(List<ConfigLine> lines, PrintWriter out) {
        String area = "";
        for (ConfigLine line : lines) {
            if (!line.area().equals(area)) {
                area = line.area();
                out.printf("%n%s%n%n", area);
            }
            out.printf("  %s%s  (%s)%n", line.name(), line.value().isEmpty() ? "" : " = " + line.value(), line.origin());
            wrapped(plain(line.meaning())).forEach(text -> out.println(INDENT + text));
            if (!line.defaultText().isEmpty() && !line.origin().equals("default")) {
                out.println(INDENT + "Default: " + line.defaultText());
            }
        }
    }

    /** The meaning is Markdown; on a terminal its backquotes only disturb. */
    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && INDENT.length() + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
