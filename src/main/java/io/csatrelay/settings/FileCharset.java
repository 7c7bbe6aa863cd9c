package io.csatrelay.settings;

/** Which character set dropped files have. */
public enum FileCharset {
    /** Seen from each file. */
    AUTO("auto"),
    /** With or without a byte order mark. */
    UTF_8("UTF-8"),
    /** As Windows programs write it. */
    UTF_16LE("UTF-16LE"),
    /** The other byte order. */
    UTF_16BE("UTF-16BE"),
    /** Western European, one byte a character; ISO-8859-1 is nearly a part of it. */
    WINDOWS_1252("windows-1252");

    private final String word;

    FileCharset(String word) {
        this.word = word;
    }

    /** As it is written in settings, and but for {@code auto} the name that Java knows it by. */
    public String word() {
        return word;
    }
}
