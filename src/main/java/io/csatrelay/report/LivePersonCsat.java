package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Figures;
import java.io.IOException;

/** The metrics of the method msgcsatdistribution. {@code csat_score} is "the percentage of the total answers which were positive", a float. */
final class LivePersonCsat implements LivePersonMetrics<Distribution> {
    private static final SerializedString SCORE = new SerializedString("csat_score");

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
        Figures.writeCounts(json, answers);
        // Nobody answered: "a map including all metrics valued at zero".
        writeFloat(json, answers.scoreInHundredths());
    }

    /** As Java writes a float: one decimal at least, and no zero after another one. */
    private static void writeFloat(JsonGenerator json, long hundredths) throws IOException {
        json.writeFieldName(SCORE);
        json.writeNumber(hundredths / 100);
        json.writeRaw('.');
        json.writeRaw((char) ('0' + hundredths / 10 % 10));
        if (hundredths % 10 > 0) {
            json.writeRaw((char) ('0' + hundredths % 10));
        }
    }
}
