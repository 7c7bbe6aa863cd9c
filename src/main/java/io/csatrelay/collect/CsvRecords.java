package io.csatrelay.collect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a CSV file, each an object with the header's names; a row with more or fewer columns is a record of its own that cannot become
 * a rating. Quoted values may hold separators and line ends. Columns without a name are left out.
 */
final class CsvRecords implements Records {
    private final Limited text;
    private final Quotes quotes;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<String> header;
    private final String file;
    private long line = 1;
    private boolean torn;

    /** @throws DropException when the header names a column twice, or names none */
    CsvRecords(Reader text, char separator, String file) throws IOException {
        this.quotes = new Quotes(separator);
        this.text = new Limited(text, quotes);
        this.file = file;
        this.parser = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(false).setTrailingData(true).get().parse(this.text);
        this.rows = parser.iterator();
        this.header = header(row());
    }

    private List<String> header(CSVRecord row) throws DropException {
        if (row == null) {
            throw new DropException("the file is empty");
        }
        if (torn) {
            throw new DropException("line " + line + ": the quotes of the column names do not fit together");
        }
        if (row.stream().anyMatch(name -> name.indexOf(DropText.NO_CHARACTER) >= 0)) {
            throw new DropException("line " + line + ": the column names have " + DropText.IS_NONE);
        }
        List<String> names = new ArrayList<>();
        Map<String, Integer> columns = new HashMap<>();
        for (String name : row) {
            names.add(name.strip());
            Integer before = columns.put(name.strip(), names.size());
            if (before != null && !name.isBlank()) {
                throw new DropException("line 1: the columns " + before + " and " + names.size() + " have the same name: which one counts?");
            }
        }
        return names;
    }

    @Override
    public ReadRecord next() throws IOException {
        CSVRecord row = row();
        return row == null ? null : read(row).at(file, line);
    }

    /** The next row that has something in it; {@code line} is where it begins. */
    private CSVRecord row() throws IOException {
        CSVRecord row = anyRow();
        while (row != null && row.size() == 1 && row.get(0).isBlank()) {
            row = anyRow();
        }
        return row;
    }

    private CSVRecord anyRow() throws IOException {
        line = parser.getCurrentLineNumber() + 1;
        text.allow(Lines.LONGEST);
        try {
            CSVRecord row = rows.hasNext() ? rows.next() : null;
            torn = quotes.tornUpTo(parser.getCurrentLineNumber());
            return row;
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw broken.getCause() instanceof DropException tooLong ? new DropException("line " + line + " on: " + tooLong.getMessage())
                    : new DropException("line " + quotes.openedAt() + ": a quote opens that is never closed: nothing from line " + line + " on was read");
        }
    }

    private ReadRecord read(CSVRecord row) {
        if (torn) {
            return bad(row, "a quote is closed lines later, amid other words: one is missing, and rows up to line " + parser.getCurrentLineNumber() + " are in this one");
        }
        if (row.size() != header.size()) {
            return bad(row, "the row has " + row.size() + " columns, the header " + header.size());
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).isEmpty()) {
                record.put(header.get(i), row.get(i));
            }
        }
        return ReadRecord.of(record);
    }

    private static ReadRecord bad(CSVRecord row, String problem) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        row.forEach(values::add);
        return new ReadRecord(values, problem, null, 0);
    }

    @Override
    public long read() {
        return text.read;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Ends a row that a quote without end makes as long as the file, before it fills the memory. */
    private static final class Limited extends FilterReader {
        private final Quotes quotes;
        private long read;
        private long allowed;

        Limited(Reader text, Quotes quotes) {
            super(text);
            this.quotes = quotes;
        }

        void allow(long characters) {
            allowed = read + characters;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (read > allowed) {
                throw new DropException("the row is longer than " + Lines.LONGEST + " characters: is a quote never closed?");
            }
            int n = super.read(buffer, offset, length);
            for (int i = offset; i < offset + n; i++) {
                quotes.read(buffer[i]);
            }
            read += Math.max(0, n);
            return n;
        }
    }
}
