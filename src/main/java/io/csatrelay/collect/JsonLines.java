package io.csatrelay.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;

/** JSON objects, one a line; a line that is none is a record of its own that cannot become a rating. Empty lines are passed over. */
final class JsonLines implements Records {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String MARK = "\ufeff";

    private final Reader text;
    private final Lines lines;
    private final String file;

    /** @param file what the records are said to stand in, or null */
    JsonLines(Reader text, String file) {
        this.text = text;
        this.lines = new Lines(text);
        this.file = file;
    }

    @Override
    public ReadRecord next() throws IOException {
        String line = lines.next();
        if (line != null && lines.number() == 1 && line.startsWith(MARK)) {
            line = line.substring(1);
        }
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        ReadRecord record = lines.wasCut() ? ReadRecord.unreadable(line, "the line is longer than " + Lines.LONGEST + " characters") : read(line);
        return file == null ? record : record.at(file, lines.number());
    }

    private static ReadRecord read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.isObject() ? ReadRecord.of(json) : ReadRecord.unreadable(line, "the line is no JSON object");
        } catch (JsonProcessingException broken) {
            return ReadRecord.unreadable(line, "the line is no JSON (column " + broken.getLocation().getColumnNr() + ")");
        }
    }

    @Override
    public long read() {
        return lines.read();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
