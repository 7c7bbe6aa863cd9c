package io.csatrelay.report;

import io.csatrelay.distribution.Span;
import java.util.List;
import java.util.SortedSet;

/** Which buckets are filled of the sources that give counts and no ratings: the others may hold anything. */
public interface FilledStore {
    /** The ids of the sources that ever filled a tile. */
    SortedSet<String> tileSources();

    /** The ids of the sources that ever filled a bucket of engagements. */
    SortedSet<String> engagementSources();

    /** The spans of a source's filled buckets that touch a span, disjoint, in order of time. */
    List<Span> filled(String source, Span within);
}
