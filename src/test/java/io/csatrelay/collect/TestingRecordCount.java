package io.csatrelay.collect;

import io.csatrelay.settings.FileCharset;
import io.csatrelay.settings.FileSeparator;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a file page by page as a run does, and prints how many records there are: for a process with little memory. */
final class TestingRecordCount {
    private TestingRecordCount() {
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Records records = file.toString().endsWith(".zip") ? new ExportFile(file)
                : DropFormat.records(DropText.of(file, FileCharset.AUTO).open(file), FileSeparator.AUTO, "any");
        long n = 0;
        try (RecordPages pages = new RecordPages(records)) {
            while (!pages.atEnd()) {
                n += pages.next().size();
            }
        }
        System.out.println(n);
    }
}
