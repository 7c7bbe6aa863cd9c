package io.csatrelay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code mvn -Pbench}: measures the installation on demo vendors, prints a table and writes it into docs/benchmarks.md, the raw numbers
 * into docs/bench. Arguments choose parts: {@code start limits throughput reports intake micro}; none is all. What was not measured now keeps the numbers of
 * the last time.
 */
public final class Bench {
    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final Path RAW = Path.of("docs/bench");
    private static final String BEGIN = "<!-- bench:begin -->";
    private static final String END = "<!-- bench:end -->";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Bench() {
    }

    /** Something to measure. */
    private interface Part {
        List<Result> measure() throws Exception;
    }

    /**
     * The numbers of one part, as they are kept.
     *
     * @param machine where and when
     * @param results in order
     */
    public record Numbers(Machine machine, List<Result> results) {
    }

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("start", StartBench::measure);
        parts.put("limits", LimitsBench::measure);
        parts.put("throughput", ThroughputBench::measure);
        parts.put("reports", ReportsBench::measure);
        parts.put("intake", IntakeBench::measure);
        parts.put("exports", ExportBench::measure);
        parts.put("micro", MicroBench::measure);
        List<String> chosen = arguments.length == 0 ? List.copyOf(parts.keySet()) : List.of(arguments);
        for (String name : chosen) {
            if (!parts.containsKey(name)) {
                throw new IllegalArgumentException("benchmark " + name + ": there are " + parts.keySet());
            }
            Machine machine = Machine.here();
            Numbers numbers = new Numbers(machine, parts.get(name).measure());
            Files.createDirectories(RAW);
            Files.writeString(RAW.resolve(name + ".json"), JSON.writeValueAsString(numbers) + "\n");
            System.out.println(table(name, numbers));
        }
        write(parts.keySet());
    }

    private static String table(String name, Numbers numbers) {
        List<String> lines = new ArrayList<>(List.of("### " + name, "", "Measured on " + numbers.machine().inWords(), "",
                "| what | measured | target | notes |", "|---|---|---|---|"));
        numbers.results().forEach(result -> lines.add(result.row()));
        return String.join("\n", lines) + "\n";
    }

    private static void write(Iterable<String> names) throws IOException {
        StringBuilder tables = new StringBuilder();
        for (String name : names) {
            Path raw = RAW.resolve(name + ".json");
            if (Files.exists(raw)) {
                tables.append('\n').append(table(name, JSON.readValue(Files.readString(raw), Numbers.class)));
            }
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("writing " + PAGE + ": its lines " + BEGIN + " and " + END + " are gone");
        }
        Files.writeString(PAGE, page.substring(0, begin + BEGIN.length()) + "\n" + tables + "\n" + page.substring(end));
        System.out.println("written: " + PAGE + " and " + RAW);
    }
}
