package io.csatrelay.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * The ratings and tickets of the demo account. What a filter selects is kept for the pages that follow, until something changes.
 * Thread-safe.
 */
final class RatingBook {

    private static final int SELECTIONS = 16;

    private final TreeMap<Long, DemoRating> byId = new TreeMap<>();
    private final Map<Long, Long> latestOfTicket = new HashMap<>();
    private final Map<Long, DemoTicket> tickets = new HashMap<>();
    private final Map<RatingFilter, List<DemoRating>> selections = new LinkedHashMap<>(SELECTIONS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RatingFilter, List<DemoRating>> eldest) {
            return size() > SELECTIONS;
        }
    };
    private DemoRating[] byCreation;

    synchronized void addAll(Collection<DemoRating> ratings) {
        for (DemoRating rating : ratings) {
            if (byId.putIfAbsent(rating.id(), rating) != null) {
                throw new IllegalArgumentException("adding a demo rating: id " + rating.id() + " is there already");
            }
            latestOfTicket.merge(rating.ticketId(), rating.id(), Math::max);
        }
        changed();
    }

    /** Adds what is made of the next free id, in one step. */
    synchronized DemoRating addNext(LongFunction<DemoRating> make) {
        DemoRating rating = make.apply(byId.isEmpty() ? 1 : byId.lastKey() + 1);
        addAll(List.of(rating));
        return rating;
    }

    synchronized DemoRating update(long id, UnaryOperator<DemoRating> change) {
        DemoRating old = find(id);
        if (old == null) {
            throw new IllegalArgumentException("changing a demo rating: there is no id " + id);
        }
        DemoRating now = change.apply(old);
        if (now.id() != id || now.ticketId() != old.ticketId()) {
            throw new IllegalArgumentException("changing demo rating " + id + ": its id and its ticket stay");
        }
        byId.put(id, now);
        changed();
        return now;
    }

    private void changed() {
        byCreation = null;
        selections.clear();
    }

    synchronized DemoRating find(long id) {
        return byId.get(id);
    }

    synchronized DemoRating latestOf(long ticketId) {
        Long id = latestOfTicket.get(ticketId);
        return id == null ? null : byId.get(id);
    }

    synchronized void addTicket(DemoTicket ticket) {
        tickets.put(ticket.id(), ticket);
    }

    /** The ticket; one that nobody added but that has a rating counts as solved; null when there is neither. */
    synchronized DemoTicket ticket(long id) {
        DemoTicket ticket = tickets.get(id);
        DemoRating rating = ticket == null ? latestOf(id) : null;
        return rating == null ? ticket
                : new DemoTicket(id, rating.requesterId(), rating.assigneeId(), rating.groupId(), true);
    }

    synchronized int size() {
        return byId.size();
    }

    synchronized List<DemoRating> all() {
        return List.copyOf(byId.values());
    }

    /** What the filter takes, by rising id. */
    synchronized List<DemoRating> select(RatingFilter filter) {
        return selections.computeIfAbsent(filter, this::compute);
    }

    private List<DemoRating> compute(RatingFilter filter) {
        if (byCreation == null) {
            byCreation = byId.values().toArray(DemoRating[]::new);
            Arrays.sort(byCreation, Comparator.comparing(DemoRating::createdAt));
        }
        List<DemoRating> taken = new ArrayList<>();
        for (int i = firstAfter(filter.after()); i < byCreation.length
                && byCreation[i].createdAt().getEpochSecond() < filter.before(); i++) {
            if (filter.takesScoreOf(byCreation[i])) {
                taken.add(byCreation[i]);
            }
        }
        taken.sort(Comparator.comparingLong(DemoRating::id));
        return List.copyOf(taken);
    }

    private int firstAfter(long second) {
        int low = 0;
        int high = byCreation.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byCreation[middle].createdAt().getEpochSecond() <= second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
