package io.csatrelay.distribution;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nine figures of a distribution, by the names and in the order in which every CSAT report gives them. */
public final class Figures {
    /** The names, in order. */
    public static final List<String> NAMES = List.of("csat_score1_answers", "csat_score2_answers", "csat_score3_answers", "csat_score4_answers",
            "csat_score5_answers", "total_answers", "positive_answers", "csat_score", "average");

    private Figures() {
    }

    /** Their values; null for a score of nobody's answers. */
    public static List<Object> values(Distribution distribution) {
        List<Object> values = new ArrayList<>(List.of(distribution.one(), distribution.two(), distribution.three(), distribution.four(),
                distribution.five(), distribution.total(), distribution.positive()));
        values.add(orNull(distribution.score()));
        values.add(orNull(distribution.average()));
        return values;
    }

    /** Adds them to the object that is being written. */
    public static void write(JsonGenerator json, Distribution distribution) throws IOException {
        List<Object> values = values(distribution);
        for (int i = 0; i < values.size(); i++) {
            json.writeObjectField(NAMES.get(i), values.get(i));
        }
    }

    private static BigDecimal orNull(Optional<BigDecimal> figure) {
        return figure.orElse(null);
    }
}
