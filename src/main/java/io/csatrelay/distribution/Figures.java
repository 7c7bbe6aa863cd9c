package io.csatrelay.distribution;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The nine figures of a distribution, by the names and in the order in which every CSAT report gives them. */
public final class Figures {
    /** The names, in order. */
    public static final List<String> NAMES = List.of("csat_score1_answers", "csat_score2_answers", "csat_score3_answers", "csat_score4_answers",
            "csat_score5_answers", "total_answers", "positive_answers", "csat_score", "average");

    private static final SerializedString FIRST = new SerializedString(NAMES.get(0));
    /** What stands before each figure but the first, as it is written. */
    private static final SerializedString[] BEFORE = NAMES.stream().map(name -> new SerializedString(",\"" + name + "\":")).toArray(SerializedString[]::new);
    /** Most counts of a group in a period are among these. */
    private static final SerializedString[] SMALL = IntStream.range(0, 1000).mapToObj(i -> new SerializedString(String.valueOf(i))).toArray(SerializedString[]::new);

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

    /**
     * Adds them to the object that is being written. A report may have tens of thousands: no object is made for one, and its generator is
     * asked to copy bytes, not to keep account of names.
     */
    public static void write(JsonGenerator json, Distribution distribution) throws IOException {
        writeCounts(json, distribution);
        boolean nobody = distribution.total() == 0;
        writeHundredths(json, 7, nobody, distribution.scoreInHundredths());
        writeHundredths(json, 8, nobody, distribution.averageInHundredths());
    }

    /** Adds those that count answers, the first seven. */
    public static void writeCounts(JsonGenerator json, Distribution distribution) throws IOException {
        json.writeFieldName(FIRST);
        json.writeNumber(distribution.one());
        write(json, 1, distribution.two());
        write(json, 2, distribution.three());
        write(json, 3, distribution.four());
        write(json, 4, distribution.five());
        write(json, 5, distribution.total());
        write(json, 6, distribution.positive());
    }

    private static void write(JsonGenerator json, int field, long figure) throws IOException {
        json.writeRaw(BEFORE[field]);
        writeRaw(json, figure);
    }

    private static void writeRaw(JsonGenerator json, long number) throws IOException {
        if (number >= 0 && number < SMALL.length) {
            json.writeRaw(SMALL[(int) number]);
        } else {
            json.writeRaw(String.valueOf(number));
        }
    }

    private static void writeHundredths(JsonGenerator json, int field, boolean nobody, long hundredths) throws IOException {
        json.writeRaw(BEFORE[field]);
        if (nobody) {
            json.writeRaw("null");
        } else {
            writeRaw(json, hundredths / 100);
            json.writeRaw('.');
            json.writeRaw((char) ('0' + hundredths / 10 % 10));
            json.writeRaw((char) ('0' + hundredths % 10));
        }
    }

    private static BigDecimal orNull(Optional<BigDecimal> figure) {
        return figure.orElse(null);
    }
}
