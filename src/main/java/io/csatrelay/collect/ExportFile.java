package io.csatrelay.collect;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The records of an export: a zip whose entries have a record a line, read without ever being held whole. Used by one thread. */
final class ExportFile implements Records {
    private final ZipInputStream zip;
    private JsonLines lines;
    private long before;

    /** @throws IOException when it is no zip */
    ExportFile(Path file) throws IOException {
        this.zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.ISO_8859_1);
        if (!nextEntry()) {
            zip.close();
            throw new ZipException("no entry");
        }
    }

    /** Reading an entry to its end compares its checksum; what was read before is stored by then, and the bookmark is not moved. */
    @Override
    public ReadRecord next() throws IOException {
        while (true) {
            ReadRecord record = lines.next();
            if (record != null) {
                return record;
            }
            before += lines.read();
            if (!nextEntry()) {
                return null;
            }
        }
    }

    private boolean nextEntry() throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = zip.getNextEntry();
        }
        lines = new JsonLines(new InputStreamReader(entry == null ? InputStream.nullInputStream() : new Entry(zip), StandardCharsets.UTF_8), null);
        return entry != null;
    }

    @Override
    public long read() {
        return before + lines.read();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Closing it leaves the zip open, for its next entry. */
    private static final class Entry extends FilterInputStream {
        Entry(InputStream zip) {
            super(zip);
        }

        @Override
        public void close() {
            // the zip's own
        }
    }
}
