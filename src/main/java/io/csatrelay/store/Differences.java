package io.csatrelay.store;

import java.util.ArrayList;
import java.util.List;

/** What a recount found, the first so many in words and the rest in number. */
final class Differences {
    private final int atMost;
    private final List<String> lines = new ArrayList<>();
    private long more;

    Differences(int atMost) {
        this.atMost = atMost;
    }

    void add(String line) {
        if (lines.size() < atMost) {
            lines.add(line);
        } else {
            more++;
        }
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }
}
