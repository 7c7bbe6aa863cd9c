package io.csatrelay.collect;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/** Records of a file; one with bytes that are no characters cannot become a rating, for nobody knows what they were. Used by one thread. */
record SoundRecords(Records records) implements Records {
    @Override
    public ReadRecord next() throws IOException {
        ReadRecord read = records.next();
        return read == null || read.record().toString().indexOf(DropText.NO_CHARACTER) < 0 ? read : spoilt(read);
    }

    private static ReadRecord spoilt(ReadRecord read) {
        return ReadRecord.unreadable(read.record().toString().replace(DropText.NO_CHARACTER, '\ufffd'), "the line has " + DropText.IS_NONE)
                .at(read.file(), read.line());
    }

    @Override
    public long read() {
        return records.read();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
