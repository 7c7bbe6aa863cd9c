package io.csatrelay.ops;

import io.csatrelay.mapping.Mapping;
import io.csatrelay.mapping.MappingSyntaxException;
import io.csatrelay.mapping.MappingTests;
import io.csatrelay.mapping.UnknownFunctions;
import io.csatrelay.rating.Rating;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.Scope;

/** Holds a folder's mappings against jq, and against their own tests. */
final class LintMappings {
    private static final Pattern AT_LINE = Pattern.compile("\\bline (\\d+)");

    private final Scope jq;
    private final MappingTests tests;
    private int mappings;
    private int cases;

    /**
     * @param jq the functions that mappings may call
     * @param item writes a rating's MaestroQA item
     */
    LintMappings(Scope jq, Function<Rating, String> item) {
        this.jq = jq;
        this.tests = new MappingTests(jq, item);
    }

    void check(Path folder, LintFindings findings) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".jq")) {
                    checkMapping(file, findings);
                } else if (file.toString().endsWith(".test.yaml") && !Files.exists(mappingOf(file))) {
                    findings.add(file, 1, "there is no " + mappingOf(file).getFileName() + " that it tests", "rename or remove one");
                }
            }
        } catch (IOException e) {
            findings.add(folder, 1, "the folder of mappings cannot be read", "check MAPPINGS_DIR");
        }
    }

    int mappings() {
        return mappings;
    }

    int cases() {
        return cases;
    }

    private static Path mappingOf(Path test) {
        return test.resolveSibling(test.getFileName().toString().replaceFirst("\\.test\\.yaml$", ".jq"));
    }

    private void checkMapping(Path file, LintFindings findings) throws IOException {
        mappings++;
        List<String> program = Files.readAllLines(file);
        try {
            Mapping.load(file, jq);
            UnknownFunctions.in(Files.readString(file), jq).forEach(function -> findings.add(file, lineOfCall(function, program),
                    "jq has no function " + function, "check its name, and how many arguments it takes"));
        } catch (MappingSyntaxException e) {
            Matcher at = AT_LINE.matcher(e.getMessage());
            findings.add(file, at.find() ? Math.max(1, Integer.parseInt(at.group(1))) : 1, e.getMessage(), "correct it");
            return; // its tests would only say so again
        }
        Path test = MappingTests.testFileOf(file);
        if (!Files.exists(test)) {
            findings.add(file, 1, "this mapping has no tests",
                    "add " + test.getFileName() + ", with at least one record and the rating expected");
            return;
        }
        Map<String, Integer> lines = linesOfCases(test, findings);
        if (!lines.isEmpty()) {
            tests.run(file).forEach(result -> checkResult(result, test, lines.get(result.name()), findings));
        }
    }

    /** @param line null when it is about the whole file, which has no such case */
    private void checkResult(MappingTests.Result result, Path test, Integer line, LintFindings findings) {
        cases++;
        if (result.passed()) {
            return;
        }
        if (line == null) {
            findings.add(test, 1, result.difference(), "correct it");
            return;
        }
        result.difference().lines().forEach(difference -> findings.add(test, line,
                "the case \"" + result.name() + "\" fails: " + difference, "correct the mapping, or what the case expects"));
    }

    private static int lineOfCall(String function, List<String> lines) {
        Pattern name = Pattern.compile("(?<![\\w.$@])" + Pattern.quote(function.substring(0, function.lastIndexOf('/'))) + "(?!\\w)");
        for (int i = 0; i < lines.size(); i++) {
            if (name.matcher(lines.get(i).replaceFirst("(^|\\s)#.*", "")).find()) {
                return i + 1;
            }
        }
        return 1;
    }

    /** Where each case stands; empty when it is no YAML, which is then a finding. */
    private static Map<String, Integer> linesOfCases(Path test, LintFindings findings) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        LintNode.read(test, findings).ifPresent(file -> {
            lines.put("", 1);
            file.items().forEach(each -> lines.put(each.text("name"), each.line()));
        });
        return lines;
    }
}
