package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** A function of numbers whose whole results are integers, as jq prints them: {@code 3.7 | floor} is 3, and 3.0 in jackson-jq. */
record WholeResults(Function function, String name) implements Function {

    /** From here on a double has no fraction, and jq prints it with an exponent. */
    private static final double WHOLE_BELOW = 1e17;

    private static final Set<String> ROUNDING = Set.of("floor/0", "ceil/0", "round/0");

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        if (in.isIntegralNumber() && ROUNDING.contains(name)) {
            output.emit(in, null); // is whole already; a double could not hold every long
            return;
        }
        function.apply(scope, args, in, path, (result, resultPath) -> output.emit(whole(result), resultPath), version);
    }

    private static JsonNode whole(JsonNode result) {
        double number = result.doubleValue();
        boolean whole = result.isFloatingPointNumber() && Math.abs(number) < WHOLE_BELOW && number == Math.rint(number);
        return whole ? LongNode.valueOf((long) number) : result;
    }
}
