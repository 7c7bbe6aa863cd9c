package io.csatrelay.collect;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What is written beside a dropped file that was not read without a fault: a line for each bad line of it, however many, written as they are
 * found. Until the file is moved it lies under a hidden name. Used by one thread.
 */
final class DropReport {
    private final Path file;
    private BufferedWriter out;
    private IOException fault;

    /** @param dropped the file that it is about */
    DropReport(Path dropped) {
        this.file = dropped.resolveSibling("." + dropped.getFileName() + ".report.txt");
    }

    void bad(long line, String reason) {
        add("line " + line + ": " + reason.lines().findFirst().orElse(""));
    }

    /** Adds a line. One that could not be written keeps the file from being moved. */
    void add(String words) {
        try {
            if (out == null && fault == null) {
                out = Files.newBufferedWriter(file);
            }
            if (fault == null) {
                out.write(words + "\n");
            }
        } catch (IOException denied) {
            fault = denied;
        }
    }

    /** Puts it beside a file that is moved; nothing, where nothing was wrong. @throws IOException when not all of it could be written */
    void moveBeside(Path moved) throws IOException {
        if (fault != null) {
            throw fault;
        }
        if (out != null) {
            out.close();
            Files.move(file, beside(moved), StandardCopyOption.REPLACE_EXISTING);
            out = null;
        }
    }

    static Path beside(Path moved) {
        return moved.resolveSibling(moved.getFileName() + ".report.txt");
    }

    /** Takes away what was written for a file that stays. */
    void discard() throws IOException {
        if (out != null) {
            out.close();
            Files.deleteIfExists(file);
            out = null;
        }
    }
}
