package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * A function of its input alone, which gives all its results before the program goes on with the first. jackson-jq's {@code tostring},
 * {@code tojson} and their like go on inside their own catch block: an {@code error} after them loses its message, and a
 * {@code first(…)} around them fails.
 */
record ResultsFirst(Function function) implements Function {

    private record Result(JsonNode value, Path path) {
    }

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        List<Result> results = new ArrayList<>(1);
        function.apply(scope, args, in, path, (value, resultPath) -> results.add(new Result(value, resultPath)), version);
        for (Result result : results) {
            output.emit(result.value(), result.path());
        }
    }
}
