package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.csatrelay.distribution.Distribution;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LivePersonCsatTest {
    @Test
    void shouldWriteEveryScoreAsAFloat() throws IOException {
        for (int hundredths = 0; hundredths <= 10_000; hundredths++) {
            assertThat(written(new Distribution(10_000 - hundredths, 0, 0, hundredths, 0))).endsWith(",\"csat_score\":" + hundredths / 100.0 + "}");
        }
        assertThat(written(Distribution.EMPTY)).as("nobody answered").endsWith(",\"csat_score\":0.0}");
    }

    private static String written(Distribution distribution) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            new LivePersonCsat().write(json, distribution);
            json.writeEndObject();
        }
        return text.toString();
    }
}
