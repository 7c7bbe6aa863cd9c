package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.deliver.MaestroItem;
import io.csatrelay.mapping.JqScope;
import io.csatrelay.mapping.MappingTests;
import io.csatrelay.mapping.UnknownFunctions;
import io.csatrelay.rating.InvalidRatingException;
import io.csatrelay.rating.RatingReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/mappings.md says what mappings really take, give and may call. */
class MappingsPageTest {
    private static final Documents.Document PAGE = Documents.Document.of(Path.of("docs/mappings.md"));
    private static final Pattern MISSING = Pattern.compile("`(@?[a-z0-9_]+)/(\\d)`");
    private static final Pattern FIELD = Pattern.compile("`([a-z_]+)`");

    private final Scope jq = JqScope.create(Versions.JQ_1_7);

    @Test
    void shouldShowTestsThatPass(@TempDir Path folder) throws Exception {
        String shown = PAGE.blocks().stream().filter(block -> block.kind().equals("yaml test")).findFirst().orElseThrow().text();
        Path mapping = Files.copy(Path.of("mappings/zendesk-rating.jq"), folder.resolve("zendesk-rating.jq"));
        Files.writeString(MappingTests.testFileOf(mapping), shown);

        assertThat(new MappingTests(jq, MaestroItem::json).run(mapping)).hasSize(3)
                .allSatisfy(result -> assertThat(result.passed()).as("%s: %s", result.name(), result.difference()).isTrue());
    }

    @Test
    void shouldCallMissingOnlyWhatLintFindsMissing() {
        List<String> missing = MISSING.matcher(PAGE.paragraph("jq-here")).results().map(function -> {
            int arguments = Integer.parseInt(function.group(2));
            return function.group(1) + (arguments == 0 ? "" : "(" + String.join("; ", Collections.nCopies(arguments, ".")) + ")");
        }).toList();

        assertThat(missing).hasSizeGreaterThan(20).allSatisfy(call -> assertThat(UnknownFunctions.in(call, jq)).as(call).isNotEmpty());
    }

    @Test
    void shouldListEveryFieldOfARating() {
        TreeSet<String> listed = new TreeSet<>();
        PAGE.paragraph("the-ratings-fields").lines().filter(line -> line.startsWith("| `"))
                .forEach(line -> FIELD.matcher(line.split("\\|")[1]).results().forEach(field -> listed.add(field.group(1))));
        // The reader names every field that it does not know: of these it knows all, and nineteen there are.
        String all = "{" + String.join(",", listed.stream().map(field -> "\"" + field + "\":{}").toList()) + "}";

        assertThat(listed).hasSize(19);
        assertThat(problems(all)).doesNotContain("unknown");
        assertThat(problems("{\"scrore\":1}")).contains("scrore");
    }

    private static String problems(String output) {
        try {
            new RatingReader().read(new ObjectMapper().readTree(output));
            return "";
        } catch (InvalidRatingException invalid) {
            return invalid.reason();
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
