package io.csatrelay.settings;

/** What separates the columns of dropped CSV files. */
public enum FileSeparator {
    /** Seen from each file's first line. */
    AUTO("auto", '\0'),
    /** As programs with English settings write it. */
    COMMA("comma", ','),
    /** As spreadsheets write it where the comma is the decimal sign. */
    SEMICOLON("semicolon", ';'),
    /** Tab-separated values. */
    TAB("tab", '\t'),
    /** A vertical bar. */
    PIPE("pipe", '|');

    private final String word;
    private final char sign;

    FileSeparator(String word, char sign) {
        this.word = word;
        this.sign = sign;
    }

    /** As it is written in settings. */
    public String word() {
        return word;
    }

    /** The character; none for {@link #AUTO}. */
    public char sign() {
        return sign;
    }
}
