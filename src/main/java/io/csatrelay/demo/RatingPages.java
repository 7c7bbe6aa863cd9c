package io.csatrelay.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list endpoint: cursor paging when {@code page[size]} is sent (at most 100), offset paging otherwise (400 past 10,000 records).
 * A cursor carries a place only: who leaves the filters out gets the whole account from there on.
 */
final class RatingPages {

    static final String SIZE = "page[size]";
    static final String AFTER = "page[after]";
    static final String BEFORE = "page[before]";
    private static final String NUMBER = "page";
    private static final String PER_PAGE = "per_page";
    private static final Set<String> PARAMETERS = Set.of(SIZE, AFTER, BEFORE, NUMBER, PER_PAGE,
            RatingFilter.SCORE, RatingFilter.START, RatingFilter.END);
    /** Zendesk's limits for both ways of paging. */
    private static final int MAX_SIZE = 100;
    private static final int MAX_OFFSET = 10_000;
    private static final String LIST = "satisfaction_ratings";

    private final RatingBook book;
    private final DemoZendesk.Options options;
    private int epoch;

    RatingPages(RatingBook book, DemoZendesk.Options options) {
        this.book = book;
        this.options = options;
    }

    /** From here on every cursor given so far is answered 400. */
    synchronized void expireCursors() {
        epoch++;
    }

    private synchronized int epoch() {
        return epoch;
    }

    /** @param base scheme and authority under which the client came, for the links */
    byte[] page(DemoRequest request, String base, RatingJson json) {
        boolean strict = !options.has(DemoZendesk.Quirk.LENIENT_PARAMETERS);
        Map<String, String> parameters = Query.read(request.query(), strict ? PARAMETERS : null);
        List<DemoRating> selected = book.select(RatingFilter.of(parameters));
        if (options.has(DemoZendesk.Quirk.NEWEST_FIRST)) {
            selected = reversed(selected);
        }
        String link = base + request.path() + "?";
        return parameters.containsKey(SIZE) && options.paging() != DemoZendesk.Paging.OFFSET_ONLY
                ? byCursor(selected, parameters, link, json)
                : byOffset(selected, parameters, link, json);
    }

    private static List<DemoRating> reversed(List<DemoRating> ratings) {
        List<DemoRating> copy = new ArrayList<>(ratings);
        Collections.reverse(copy);
        return copy;
    }

    private byte[] byCursor(List<DemoRating> all, Map<String, String> parameters, String link, RatingJson json) {
        if (parameters.containsKey(NUMBER) || parameters.containsKey(PER_PAGE)
                || parameters.containsKey(AFTER) && parameters.containsKey(BEFORE)) {
            throw new Rejected(400, "InvalidPaginationParameter", "two ways of paging at once");
        }
        int size = integer(parameters, SIZE, MAX_SIZE, MAX_SIZE);
        boolean backwards = parameters.containsKey(BEFORE);
        int place = place(all, parameters.get(backwards ? BEFORE : AFTER), backwards);
        int from = backwards ? Math.max(0, place - size) : place;
        int to = backwards ? place : Math.min(all.size(), place + size);
        boolean more = backwards ? from > 0 : to < all.size();
        List<DemoRating> page = all.subList(from, to);
        return json.list(LIST, page, out -> writeCursors(out, page, more, parameters, link));
    }

    /** Where the page begins (forwards) or ends (backwards, exclusive). */
    private int place(List<DemoRating> all, String text, boolean backwards) {
        if (text == null) {
            return 0;
        }
        long id = Cursor.read(text, epoch()).id();
        if (id == Cursor.BEGINNING) {
            return 0;
        }
        boolean newestFirst = options.has(DemoZendesk.Quirk.NEWEST_FIRST);
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = newestFirst ? Long.compare(id, all.get(middle).id()) : Long.compare(all.get(middle).id(), id);
            if (order < 0 || order == 0 && !backwards) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void writeCursors(JsonGenerator out, List<DemoRating> page, boolean more, Map<String, String> parameters,
            String link) throws IOException {
        String after = page.isEmpty() ? null : new Cursor(epoch(), page.get(page.size() - 1).id(), 0).text();
        String before = page.isEmpty() ? null : new Cursor(epoch(), page.get(0).id(), 0).text();
        out.writeObjectFieldStart("meta");
        out.writeBooleanField("has_more", more);
        out.writeStringField("after_cursor", after);
        out.writeStringField("before_cursor", before);
        out.writeEndObject();
        if (options.paging() != DemoZendesk.Paging.CURSOR_WITHOUT_LINKS) {
            out.writeObjectFieldStart("links");
            // Not null on the last page either: has_more alone says that there is more.
            out.writeStringField("next", link(link, parameters, AFTER, after));
            out.writeStringField("prev", link(link, parameters, BEFORE, before));
            out.writeEndObject();
        }
    }

    private static String link(String link, Map<String, String> parameters, String name, String cursor) {
        if (cursor == null) {
            return null;
        }
        Map<String, String> next = new LinkedHashMap<>(parameters);
        next.remove(AFTER);
        next.remove(BEFORE);
        next.put(name, cursor);
        return link + Query.write(next);
    }

    private byte[] byOffset(List<DemoRating> all, Map<String, String> parameters, String link, RatingJson json) {
        int size = integer(parameters, PER_PAGE, MAX_SIZE, MAX_SIZE);
        int number = integer(parameters, NUMBER, Integer.MAX_VALUE / MAX_SIZE, 1);
        if ((long) number * size > MAX_OFFSET) {
            throw new Rejected(400, "RecordLimitExceeded", "page: offset paging ends at " + MAX_OFFSET + " records; use cursor paging");
        }
        int from = Math.min(all.size(), (number - 1) * size);
        int to = Math.min(all.size(), from + size);
        return json.list(LIST, all.subList(from, to), out -> {
            out.writeStringField("next_page", to < all.size() ? pageLink(link, parameters, number + 1) : null);
            out.writeStringField("previous_page", number > 1 ? pageLink(link, parameters, number - 1) : null);
            out.writeNumberField("count", all.size());
        });
    }

    private static String pageLink(String link, Map<String, String> parameters, int number) {
        Map<String, String> next = new LinkedHashMap<>(parameters);
        next.put(NUMBER, String.valueOf(number));
        return link + Query.write(next);
    }

    private static int integer(Map<String, String> parameters, String name, int most, int otherwise) {
        String value = parameters.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw new Rejected(400, "InvalidPaginationParameter", name + ": an integer from 1 to " + most + " is due");
        }
        return Integer.parseInt(value);
    }
}
