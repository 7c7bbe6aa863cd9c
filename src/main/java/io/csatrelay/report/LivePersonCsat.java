package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.csatrelay.distribution.Distribution;
import java.io.IOException;
import java.math.BigDecimal;

/** The metrics of the method msgcsatdistribution. {@code csat_score} is "the percentage of the total answers which were positive", a float. */
final class LivePersonCsat implements LivePersonMetrics<Distribution> {
    @Override
    public Distribution none() {
        return Distribution.EMPTY;
    }

    @Override
    public Distribution plus(Distribution one, Distribution other) {
        return one.plus(other);
    }

    @Override
    public void write(JsonGenerator json, Distribution answers) throws IOException {
        json.writeNumberField("csat_score1_answers", answers.one());
        json.writeNumberField("csat_score2_answers", answers.two());
        json.writeNumberField("csat_score3_answers", answers.three());
        json.writeNumberField("csat_score4_answers", answers.four());
        json.writeNumberField("csat_score5_answers", answers.five());
        json.writeNumberField("total_answers", answers.total());
        json.writeNumberField("positive_answers", answers.positive());
        // Nobody answered: "a map including all metrics valued at zero".
        json.writeNumberField("csat_score", answers.score().map(BigDecimal::doubleValue).orElse(0.0));
    }
}
