package io.csatrelay.report;

/** Makes text harmless for spreadsheets, which run a cell that begins with certain signs as a formula. */
final class CsvCell {
    private static final String SIGNS = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {
    }

    /** The same text; with an apostrophe before it when it would be run. Null stays null. */
    static String text(String text) {
        return text == null || text.isEmpty() || SIGNS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
