package io.csatrelay.tile;

import java.math.BigDecimal;

/**
 * A number in an answer.
 *
 * @param path where it stands, a JSON pointer; in CSV the row and the column
 * @param name what it is called there
 * @param label which group it belongs to, such as a channel or an id; empty for none
 * @param period the time that stands nearest to it, as it came; empty for none
 * @param value the number; a span of time in seconds
 */
public record TileFigure(String path, String name, String label, String period, BigDecimal value) {
}
