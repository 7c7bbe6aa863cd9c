package io.csatrelay.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Random random = new Random(5);

    @Test
    void shouldWriteTheValuesThatTheyHave() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            Distribution distribution = new Distribution(count(), count(), count(), count(), count());
            StringJoiner expected = new StringJoiner(",", "{", "}");
            for (int j = 0; j < Figures.NAMES.size(); j++) {
                expected.add('"' + Figures.NAMES.get(j) + "\":" + Figures.values(distribution).get(j));
            }
            assertThat(written(distribution)).isEqualTo(expected.toString());
        }
    }

    @Test
    void shouldRoundAsDecimalsAreRounded() {
        for (int i = 0; i < 20_000; i++) {
            Distribution distribution = new Distribution(count() + 1, count(), count(), count(), count());
            BigDecimal total = BigDecimal.valueOf(distribution.total());
            assertThat(distribution.score()).contains(BigDecimal.valueOf(100 * distribution.positive()).divide(total, 2, RoundingMode.HALF_UP));
            long sum = distribution.one() + 2 * distribution.two() + 3 * distribution.three() + 4 * distribution.four() + 5 * distribution.five();
            assertThat(distribution.average()).contains(BigDecimal.valueOf(sum).divide(total, 2, RoundingMode.HALF_UP));
        }
    }

    private long count() {
        return random.nextInt(4) == 0 ? 0 : random.nextInt(1 << random.nextInt(1, 30));
    }

    private static String written(Distribution distribution) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            Figures.write(json, distribution);
            json.writeEndObject();
        }
        return text.toString();
    }
}
