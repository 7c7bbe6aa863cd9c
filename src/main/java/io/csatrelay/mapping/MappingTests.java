package io.csatrelay.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.csatrelay.rating.InvalidRatingException;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import io.csatrelay.rating.RatingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.thisptr.jackson.jq.Scope;

/**
 * Runs a mapping's tests: {@code <name>.test.yaml} beside {@code <name>.jq}, a list of cases. A case has {@code name}, {@code input}
 * ({@code record}, and {@code lookup} and {@code source} if they matter), and one of
 *
 * <ul>
 * <li>{@code expect}: the whole rating, field by field, with {@code item}, the exact MaestroQA item, if that matters;</li>
 * <li>{@code filtered: true};</li>
 * <li>{@code quarantined}: text that the reason contains.</li>
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class MappingTests {

    private static final ObjectMapper YAML =
            new ObjectMapper(YAMLFactory.builder().build().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Scope root;
    private final Function<Rating, String> item;
    private final RatingReader reader = new RatingReader();

    /**
     * How a case went.
     *
     * @param difference empty if it passed; else a line for each thing that differs
     */
    public record Result(String name, boolean passed, String difference) {
    }

    /**
     * @param root the functions that mappings may call
     * @param item writes a rating's MaestroQA item as JSON
     */
    public MappingTests(Scope root, Function<Rating, String> item) {
        this.root = root;
        this.item = item;
    }

    /** The test file that belongs to a mapping: {@code a/b.jq} has {@code a/b.test.yaml}. */
    public static Path testFileOf(Path mapping) {
        return mapping.resolveSibling(Mapping.nameOf(mapping) + ".test.yaml");
    }

    /**
     * Runs all cases of a mapping's test file.
     *
     * @param mapping the {@code .jq} file
     * @return a result per case; if a file is missing, unreadable or without cases, one failed result that says so
     */
    public List<Result> run(Path mapping) {
        Path tests = testFileOf(mapping);
        String names = mapping.getFileName() + " and " + tests.getFileName();
        try {
            Mapping compiled = Mapping.load(mapping, root);
            return cases(tests).stream().map(each -> run(compiled, each)).toList();
        } catch (JsonProcessingException e) {
            return List.of(new Result(names, false, "reading " + tests.getFileName() + ": it is no YAML: " + e.getMessage()));
        } catch (IOException e) {
            return List.of(new Result(names, false, "reading " + names + ": " + e));
        } catch (MappingSyntaxException | IllegalArgumentException e) {
            return List.of(new Result(names, false, e.getMessage()));
        }
    }

    static List<MappingCase> cases(Path tests) throws IOException {
        JsonNode list = YAML.readTree(Files.readString(tests));
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException(tests.getFileName() + " is no list of cases, or has none");
        }
        List<MappingCase> cases = new ArrayList<>();
        for (JsonNode node : list) {
            cases.add(MappingCase.read(node, cases.size() + 1));
        }
        return cases;
    }

    private Result run(Mapping mapping, MappingCase test) {
        Outcome outcome = Outcome.of(mapping, test.input());
        List<String> differences = switch (test.outcome()) {
            case MappingCase.EXPECT -> expectRating(test, outcome);
            case MappingCase.FILTERED -> outcome.isFiltered() ? List.of() : List.of("expected it filtered, got " + outcome);
            default -> outcome.isQuarantined(test.expected().textValue())
                    ? List.of()
                    : List.of("expected it quarantined with " + test.expected() + ", got " + outcome);
        };
        return new Result(test.name(), differences.isEmpty(), String.join("\n", differences));
    }

    private List<String> expectRating(MappingCase test, Outcome outcome) {
        if (outcome.rating() == null) {
            return List.of("expected a rating, got " + outcome);
        }
        try {
            Rating expected = reader.read(test.expected());
            List<String> all = new ArrayList<>(
                    Differences.between(RatingJson.tree(expected), RatingJson.tree(outcome.rating())));
            if (test.item() != null) {
                Differences.between(test.item(), JSON.readTree(item.apply(outcome.rating())))
                        .forEach(line -> all.add("item: " + line));
            }
            return all;
        } catch (InvalidRatingException e) {
            return List.of("expect is no rating: " + e.reason());
        } catch (JsonProcessingException e) {
            return List.of("item: what was written is no JSON");
        }
    }
}
