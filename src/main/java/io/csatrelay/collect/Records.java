package io.csatrelay.collect;

import java.io.IOException;

/** Records of a file, one after another, however long the file is. Used by one thread. */
interface Records extends AutoCloseable {
    /** The next record, or null at the end. @throws IOException when the file cannot be read on */
    ReadRecord next() throws IOException;

    /** How many characters were read so far. */
    long read();

    @Override
    void close() throws IOException;
}
