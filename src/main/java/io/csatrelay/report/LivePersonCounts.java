package io.csatrelay.report;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What sources counted themselves, and how much of it there is. Safe for use by several threads. */
public final class LivePersonCounts {
    private final TileStore tiles;
    private final FilledStore filled;
    private final Map<String, String> tileSources;
    private final Map<String, String> engagementSources;

    /**
     * @param tileSources       the id of each LivePerson account that is collected → the source of its CSAT distribution
     * @param engagementSources the same → the source of its engagement activity
     */
    public LivePersonCounts(TileStore tiles, FilledStore filled, Map<String, String> tileSources, Map<String, String> engagementSources) {
        this.tiles = tiles;
        this.filled = filled;
        this.tileSources = Map.copyOf(tileSources);
        this.engagementSources = Map.copyOf(engagementSources);
    }

    /** What an account id stands for where CSAT distributions are asked for: the id of a source when LivePerson's account has one. */
    String tilesOf(String id) {
        return tileSources.getOrDefault(id, id);
    }

    /** The same where engagements are asked for. */
    String engagementsOf(String id) {
        return engagementSources.getOrDefault(id, id);
    }

    /** Whether a source gives tiles and no ratings. */
    boolean isTiled(String source) {
        return tileSources.containsValue(source) || filled.tileSources().contains(source);
    }

    /** The sources that give engagements: all of them, or the given one if it is one. */
    Set<String> engagementSources(Optional<String> source) {
        Set<String> sources = new TreeSet<>(filled.engagementSources());
        sources.addAll(engagementSources.values());
        source.ifPresent(one -> sources.removeIf(other -> !other.equals(one)));
        return sources;
    }

    List<Map<List<String>, Distribution>> tiles(Question question) {
        return tiles.read(question);
    }

    /** The spans in a window in which one of these sources has a bucket that is not filled: disjoint, in order of time. */
    List<Span> missing(Collection<String> sources, Span window) {
        List<Span> gaps = new ArrayList<>();
        for (String source : sources) {
            Instant from = window.from();
            for (Span span : filled.filled(source, window)) {
                if (span.from().isAfter(from)) {
                    gaps.add(new Span(from, span.from()));
                }
                from = span.to();
            }
            if (from.isBefore(window.to())) {
                gaps.add(new Span(from, window.to()));
            }
        }
        return joined(gaps);
    }

    private static List<Span> joined(List<Span> gaps) {
        List<Span> joined = new ArrayList<>();
        for (Span gap : gaps.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || gap.from().isAfter(last.to())) {
                joined.add(gap);
            } else if (gap.to().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Span(last.from(), gap.to()));
            }
        }
        return joined;
    }
}
