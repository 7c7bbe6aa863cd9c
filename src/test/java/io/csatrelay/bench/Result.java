package io.csatrelay.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what was measured, and how
 * @param value in {@code unit}
 * @param target what the design asks for, or empty
 * @param met whether {@code value} is within the target; null when there is none
 * @param notes what else was seen
 */
public record Result(String what, double value, String unit, String target, Boolean met, String notes) {
    static Result of(String what, double value, String unit, String notes) {
        return new Result(what, value, unit, "", null, notes);
    }

    static Result atMost(double most, String what, double value, String unit, String notes) {
        return new Result(what, value, unit, "at most " + number(most), value <= most, notes);
    }

    static Result atLeast(double least, String what, double value, String unit, String notes) {
        return new Result(what, value, unit, "at least " + number(least), value >= least, notes);
    }

    String row() {
        String judged = met == null ? target : target + (met ? "" : " – **missed**");
        return "| " + what + " | " + number(value) + " " + unit + " | " + judged + " | " + notes + " |";
    }

    /** Three digits that say something. */
    static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
