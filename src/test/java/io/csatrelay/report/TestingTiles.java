package io.csatrelay.report;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Knows which buckets are filled, and answers every question for tiles with the same figures. */
public final class TestingTiles implements TileStore, FilledStore {
    /** Of agent 15 in skill 4, whatever is asked. */
    public static final Distribution FIGURES = new Distribution(1, 0, 0, 0, 2);

    private final SortedMap<String, List<Span>> spans = new TreeMap<>();
    private final SortedSet<String> engagements = new TreeSet<>();

    /** A source of tiles filled these buckets. */
    public TestingTiles fill(String source, String from, String to) {
        spans.computeIfAbsent(source, none -> new ArrayList<>()).add(new Span(Instant.parse(from), Instant.parse(to)));
        return this;
    }

    /** A source of engagements filled these. */
    public TestingTiles fillEngagements(String source, String from, String to) {
        engagements.add(source);
        return fill(source, from, to);
    }

    /** Without an account that is collected. */
    public LivePersonCounts counts() {
        return new LivePersonCounts(this, this, Map.of(), Map.of());
    }

    /** With one. */
    public LivePersonCounts counts(String account) {
        return new LivePersonCounts(this, this, Map.of(account, "liveperson-csat"), Map.of(account, "liveperson-engagement"));
    }

    @Override
    public List<Map<List<String>, Distribution>> read(Question question) {
        return question.periods().stream().map(period -> Map.of(List.of("4", "15").subList(0, question.groupBy().size()), FIGURES)).toList();
    }

    @Override
    public SortedSet<String> tileSources() {
        SortedSet<String> sources = new TreeSet<>(spans.keySet());
        sources.removeAll(engagements);
        return sources;
    }

    @Override
    public SortedSet<String> engagementSources() {
        return engagements;
    }

    @Override
    public List<Span> filled(String source, Span within) {
        return spans.getOrDefault(source, List.of()).stream().filter(span -> span.to().isAfter(within.from()) && span.from().isBefore(within.to())).toList();
    }
}
