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
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<String> header;
    private final String file;
    private long line = 1;

    /** @throws DropException when the header names a column twice, or names none */
    CsvRecords(Reader text, char separator, String file) throws IOException {
        this.text = new Limited(text);
        this.file = file;
        this.parser = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(false).setLenientEof(true).setTrailingData(true).get()
                .parse(this.text);
        this.rows = parser.iterator();
        this.header = header(row());
    }

    private static List<String> header(CSVRecord row) throws DropException {
        if (row == null) {
            throw new DropException("the file is empty");
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
            return rows.hasNext() ? rows.next() : null;
        } catch (UncheckedIOException broken) {
            throw broken.getCause() instanceof DropException tooLong ? new DropException("line " + line + " on: " + tooLong.getMessage())
                    : new DropException("line " + line + " on: the quotes do not fit together");
        } catch (IllegalStateException broken) {
            throw new DropException("line " + line + " on: " + (broken.getCause() instanceof DropException cause ? cause.getMessage() : "the quotes do not fit together"));
        }
    }

    private ReadRecord read(CSVRecord row) {
        if (row.size() != header.size()) {
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            row.forEach(values::add);
            return new ReadRecord(values, "the row has " + row.size() + " columns, the header " + header.size(), null, 0);
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).isEmpty()) {
                record.put(header.get(i), row.get(i));
            }
        }
        return ReadRecord.of(record);
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
        private long read;
        private long allowed;

        Limited(Reader text) {
            super(text);
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
            read += Math.max(0, n);
            return n;
        }
    }
}
