package io.csatrelay.collect;

import io.csatrelay.settings.FileSeparator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Comparator;

/** Tells by the beginning of a dropped file what it is: JSON lines, or CSV with one separator or another. */
final class DropFormat {
    private static final int BEGINNING = 1 << 16;

    private DropFormat() {
    }

    /**
     * The file's records.
     *
     * @param asked which separator it is said to have
     * @throws DropException when it is neither, or empty
     */
    static Records records(Reader text, FileSeparator asked, String file) throws IOException {
        BufferedReader buffered = new BufferedReader(text, BEGINNING);
        String start = beginning(buffered);
        if (start.isBlank()) {
            throw new DropException("the file is empty");
        }
        if (start.codePoints().filter(DropFormat::isNoText).count() > start.length() / 100) {
            throw new DropException("the file is no text, or not of the character set that FILE_DROP_CHARSET says; it has to be CSV or JSON lines");
        }
        char first = start.stripLeading().charAt(0);
        if (first == '[') {
            throw new DropException("the file is one JSON value; JSON lines have an object a line");
        }
        return new SoundRecords(first == '{' ? new JsonLines(buffered, file)
                : new CsvRecords(buffered, asked == FileSeparator.AUTO ? separator(start) : asked.sign(), file));
    }

    private static String beginning(BufferedReader text) throws IOException {
        text.mark(BEGINNING);
        char[] start = new char[BEGINNING / 2];
        int length = 0;
        for (int n = text.read(start); n > 0 && length < start.length; n = length < start.length ? text.read(start, length, start.length - length) : 0) {
            length += n;
        }
        text.reset();
        return new String(start, 0, length);
    }

    private static boolean isNoText(int c) {
        return c == 0xfffd || c == DropText.NO_CHARACTER || Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }

    /** The one that is most often in the first line, outside quotes; the comma where there is none. */
    private static char separator(String start) {
        String line = start.stripLeading().lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        return Arrays.stream(FileSeparator.values()).filter(one -> one != FileSeparator.AUTO && line.indexOf(one.sign()) >= 0)
                .max(Comparator.comparingLong(one -> line.chars().filter(c -> c == one.sign()).count())).orElse(FileSeparator.COMMA).sign();
    }
}
