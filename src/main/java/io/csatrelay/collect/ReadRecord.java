package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A record as it was read, before anybody knows whether it is new.
 *
 * @param record the vendor's record; text when it could not be read
 * @param problem why it cannot become a rating, without a word of it; or null
 * @param file the file that it stood in, or null
 * @param line the line there that it begins in, from 1; 0 where there is no file
 */
record ReadRecord(JsonNode record, String problem, String file, long line) {
    static ReadRecord of(JsonNode record) {
        return new ReadRecord(record, null, null, 0);
    }

    /** What could not be read. @param text as it came */
    static ReadRecord unreadable(String text, String problem) {
        return new ReadRecord(TextNode.valueOf(text), problem, null, 0);
    }

    /** The same, in a file. */
    ReadRecord at(String name, long number) {
        return new ReadRecord(record, problem, name, number);
    }
}
