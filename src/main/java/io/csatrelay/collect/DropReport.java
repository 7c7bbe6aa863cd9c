package io.csatrelay.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is written beside a dropped file that was not read without a fault: a line for each bad line of it. Used by one thread. */
final class DropReport {
    /** More, and the file as a whole is wrong. */
    private static final int MOST = 1000;

    private final List<String> lines = new ArrayList<>();
    private long more;

    void bad(long line, String reason) {
        add("line " + line + ": " + reason.lines().findFirst().orElse(""));
    }

    void add(String words) {
        if (lines.size() < MOST) {
            lines.add(words);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void write(Path file) throws IOException {
        List<String> all = new ArrayList<>(lines);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        Files.write(file, all, StandardCharsets.UTF_8);
    }
}
