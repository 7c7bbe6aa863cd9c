package io.csatrelay.collect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what is new on the pages of a window back until it is worth the look-ups that it needs, which take many records at once. What
 * is held back is not stored yet: a window that is left midway reads it again. Used by its run's exchange alone.
 */
final class Gathering {
    /** However few of them changed, no more records than this stay in memory. */
    static final int MOST = 500;

    private final Map<String, Page.Raw> held = new LinkedHashMap<>();

    /**
     * Takes a page.
     *
     * @param together how many records with a time of change are worth the look-ups; 0: any page is
     * @param last whether the window has no other page
     * @return all that was held back and this page, or a page of nothing new when it is held back too
     */
    Page take(Page page, int together, boolean last) {
        int unchanged = page.unchanged();
        for (Page.Raw raw : page.fresh()) {
            Page.Raw earlier = held.get(raw.externalId());
            // A record that moved between pages is there twice: the later one counts, the other is unchanged.
            unchanged += earlier == null ? 0 : 1;
            if (earlier == null || raw.version().newerThan(earlier.version())) {
                held.put(raw.externalId(), raw);
            }
        }
        long changed = held.values().stream().filter(raw -> raw.version().at() != null).count();
        if (!last && changed < together && held.size() < MOST) {
            return new Page(List.of(), unchanged);
        }
        List<Page.Raw> all = new ArrayList<>(held.values());
        held.clear();
        return new Page(all, unchanged);
    }

    /** Forgets what was held back: its window is opened anew. */
    void forget() {
        held.clear();
    }
}
