package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.rating.TestingRatings;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;

/** Programs compiled and run against the scope that mappings have. */
final class TestingMappings {

    static final Scope ROOT = JqScope.create(Versions.JQ_1_7);

    private TestingMappings() {
    }

    static Mapping mapping(String program) {
        try {
            return Mapping.compile("test", program, ROOT);
        } catch (MappingSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static Mapped map(String program, String input) {
        return mapping(program).map(TestingRatings.json(input));
    }

    /** The one output, or what else became of the input. */
    static JsonNode output(String program, String input) {
        if (map(program, input) instanceof Mapped.Emitted emitted) {
            return emitted.rating();
        }
        throw new AssertionError(program + " of " + input + " gave " + map(program, input));
    }
}
