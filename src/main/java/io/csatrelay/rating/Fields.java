package io.csatrelay.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.csatrelay.settings.EditDistance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of one JSON object. What is wrong is noted in {@link Problems} and read as absent. */
final class Fields {

    /** Beyond this a binary floating-point number has lost digits already, and what it holds is another id. */
    private static final BigDecimal EXACT_IN_A_DOUBLE = BigDecimal.valueOf(1L << 53);

    /** No vendor's id is a longer number; writing {@code 1e999999999} out would take all memory. */
    private static final int ID_DIGITS = 100;

    private final JsonNode node;
    private final String parent;
    private final Problems problems;

    /** @param parent what stands before a field's name in problems, such as {@code clarifying_answers[0].} */
    Fields(JsonNode node, String parent, Problems problems) {
        this.node = node;
        this.parent = parent;
        this.problems = problems;
    }

    void onlyKnown(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.addUnknown(parent, name, EditDistance.nearest(name, known).orElseThrow());
            }
        });
    }

    <T> T required(String name, T value) {
        if (value == null && isAbsent(name)) {
            problems.add(parent + name, "is missing");
        }
        return value;
    }

    /** Text exactly as it is; the empty text is absent. */
    String text(String name) {
        JsonNode value = get(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            return wrong(name, "is not text", value);
        }
        return value.textValue().isEmpty() ? null : WellFormed.text(value.textValue());
    }

    /** An id, a number or text, as text; blank text is absent. */
    String id(String name) {
        JsonNode value = get(name);
        if (value.isNumber()) {
            return numericId(name, value);
        }
        if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
            return wrong(name, "is neither text nor a number", value);
        }
        String text = text(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        // PostgreSQL holds no NUL, a header no line break: no id has one.
        return text.chars().anyMatch(Character::isISOControl) ? wrong(name, "has a control character", value) : text;
    }

    /** A whole number, also one written {@code 3.0}: jq's own arithmetic leaves such ones. */
    Integer integer(String name) {
        JsonNode value = get(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (value.isInt()) {
            return value.intValue();
        }
        Optional<BigDecimal> whole = whole(value);
        if (whole.isEmpty()) {
            return wrong(name, "is not an integer", value);
        }
        return BigDecimal.valueOf(whole.get().intValue()).compareTo(whole.get()) == 0
                ? (Integer) whole.get().intValue()
                : wrong(name, "is out of range", value);
    }

    Instant time(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        return Times.parse(text)
                .orElseGet(() -> wrong(name, "is not an ISO 8601 time with an offset, such as 2026-05-01T09:30:00Z", get(name)));
    }

    JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null ? MissingNode.getInstance() : value;
    }

    <T> T wrong(String name, String kind, JsonNode value) {
        return wrong(name, kind, value.toString());
    }

    <T> T wrong(String name, String kind, String quoted) {
        problems.add(parent + name, kind, quoted);
        return null;
    }

    private boolean isAbsent(String name) {
        JsonNode value = get(name);
        return value.isNull() || value.isMissingNode() || (value.isTextual() && value.textValue().isBlank());
    }

    private String numericId(String name, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Long.toString(value.longValue()); // nearly every id, without the arithmetic below
        }
        Optional<BigDecimal> whole = whole(value);
        if (whole.isEmpty()) {
            return wrong(name, "is not a whole number", value);
        }
        if (value.isFloatingPointNumber() && !value.isBigDecimal()
                && whole.get().abs().compareTo(EXACT_IN_A_DOUBLE) >= 0) {
            return wrong(name, "has lost digits (a number beyond 2^53 that went through arithmetic)", value);
        }
        return whole.get().toBigInteger().toString();
    }

    private static Optional<BigDecimal> whole(JsonNode value) {
        boolean finite = value.isNumber() && !(value.isFloatingPointNumber() && !value.isBigDecimal()
                && !Double.isFinite(value.doubleValue()));
        if (!finite) {
            return Optional.empty();
        }
        BigDecimal number = value.decimalValue();
        boolean writable = number.precision() - (long) number.scale() <= ID_DIGITS && number.scale() <= ID_DIGITS;
        return writable && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0)
                ? Optional.of(number)
                : Optional.empty();
    }
}
