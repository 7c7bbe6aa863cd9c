package io.csatrelay.rating;

/** Text that every encoding can carry. */
public final class WellFormed {

    private WellFormed() {
    }

    /**
     * The text with each half of a surrogate pair that stands alone replaced by U+FFFD: UTF-8 has no bytes for it, so a store, a
     * log or a request would break on it or change it silently. {@code null} stays {@code null}.
     */
    public static String text(String text) {
        if (text == null || text.codePoints().noneMatch(WellFormed::isLoneSurrogate)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().forEach(c -> repaired.appendCodePoint(isLoneSurrogate(c) ? 0xFFFD : c));
        return repaired.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
