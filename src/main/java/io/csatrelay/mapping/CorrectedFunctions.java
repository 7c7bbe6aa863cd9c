package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryUserException;

/** The functions that jackson-jq 1.6.0 gets wrong, written anew. Messages are the jq command's own. */
final class CorrectedFunctions {

    private static final Pattern UTC_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private CorrectedFunctions() {
    }

    /** A function of its input alone, with one result. */
    private interface OfInput {
        JsonNode apply(JsonNode in) throws JsonQueryException;
    }

    static void addTo(Scope scope) {
        // jackson-jq drops every character beyond U+FFFF in these three: emoji.
        add(scope, "implode", CorrectedFunctions::implode);
        add(scope, "ascii_downcase", in -> eachCharacter(in, c -> c >= 'A' && c <= 'Z' ? c + 32 : c));
        add(scope, "ascii_upcase", in -> eachCharacter(in, c -> c >= 'a' && c <= 'z' ? c - 32 : c));
        add(scope, "fromdateiso8601", CorrectedFunctions::secondsOf);
        // error(null) yields nothing in jackson-jq and jq 1.6, as if the record were to be filtered; jq 1.7 fails, and so does this.
        add(scope, "error", CorrectedFunctions::fail);
        scope.addFunction("error", 1, (outer, args, in, path, output, version) ->
                args.get(0).apply(outer, in, message -> output.emit(fail(message), null)));
    }

    private static void add(Scope scope, String name, OfInput function) {
        scope.addFunction(name, 0, (inner, args, in, path, output, version) -> output.emit(function.apply(in), null));
    }

    private static JsonNode implode(JsonNode in) throws JsonQueryException {
        if (!in.isArray()) {
            throw new JsonQueryException("implode input must be an array");
        }
        StringBuilder text = new StringBuilder(in.size());
        for (JsonNode codePoint : in) {
            if (!codePoint.isNumber()) {
                throw new JsonQueryException("Unicode codepoint must be numeric");
            }
            text.appendCodePoint(valid(codePoint.intValue()));
        }
        return TextNode.valueOf(text.toString());
    }

    private static int valid(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return Character.isValidCodePoint(codePoint) && !surrogate ? codePoint : 0xFFFD;
    }

    private static JsonNode eachCharacter(JsonNode in, IntUnaryOperator change) throws JsonQueryException {
        if (!in.isTextual()) {
            throw new JsonQueryException("explode input must be a string");
        }
        StringBuilder text = new StringBuilder(in.textValue().length());
        in.textValue().codePoints().map(change).forEach(text::appendCodePoint);
        return TextNode.valueOf(text.toString());
    }

    /** Seconds since 1970, with a fraction if the time has one: vendors write milliseconds, at which the jq command fails. */
    private static JsonNode secondsOf(JsonNode in) throws JsonQueryException {
        if (!in.isTextual()) {
            throw new JsonQueryException("strptime/1 requires string inputs and arguments");
        }
        if (!UTC_TIME.matcher(in.textValue()).matches()) {
            throw noTime(in);
        }
        try {
            Instant time = Instant.parse(in.textValue());
            if (time.getNano() == 0) {
                return LongNode.valueOf(time.getEpochSecond());
            }
            BigDecimal fraction = BigDecimal.valueOf(time.getNano(), 9);
            return DoubleNode.valueOf(BigDecimal.valueOf(time.getEpochSecond()).add(fraction).doubleValue());
        } catch (DateTimeException e) {
            throw noTime(in);
        }
    }

    private static JsonQueryException noTime(JsonNode in) {
        return new JsonQueryException("date " + in + " does not match format \"%Y-%m-%dT%H:%M:%SZ\"");
    }

    private static JsonNode fail(JsonNode message) throws JsonQueryException {
        throw new JsonQueryUserException(message);
    }
}
