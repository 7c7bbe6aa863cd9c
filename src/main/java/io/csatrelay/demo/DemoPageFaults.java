package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiConsumer;

/** Faults of Zendesk's cursor paging. Each leaves an answer alone that is no page by cursor. */
public final class DemoPageFaults {

    private DemoPageFaults() {
    }

    /** {@code has_more} with the very cursor that was asked for. On a first page it is one that leads to the first page again. */
    public static DemoFault repeatedCursor() {
        return page((request, page) -> more(request, page, asked(request, page)));
    }

    /** {@code has_more} without a cursor and without a next link. */
    public static DemoFault moreWithoutCursor() {
        return page((request, page) -> {
            page.withObject("/meta").put("has_more", true).putNull("after_cursor");
            if (page.has("links")) {
                page.withObject("/links").putNull("next");
            }
        });
    }

    /** No ratings, {@code has_more}, and a new cursor that leads to what this page should have been: legal, and nothing is lost. */
    public static DemoFault emptyPage() {
        return page((request, page) -> {
            page.putArray("satisfaction_ratings");
            Cursor here = Cursor.parse(asked(request, page));
            more(request, page, new Cursor(here.epoch(), here.id(), here.turn() + 1).text());
        });
    }

    /** {@code links.next} on another host, such as {@code http://127.0.0.2:9}. */
    public static DemoFault nextOnOtherHost(String base) {
        return page((request, page) -> page.withObject("/links").put("next",
                base + page.at("/links/next").asText().replaceFirst("^https?://[^/]*", "")));
    }

    private static DemoFault page(BiConsumer<DemoRequest, ObjectNode> change) {
        return new DemoFault.Rewrite((request, real) -> {
            ObjectNode page = Json.readObject(real.body());
            if (page == null || !page.has("meta")) {
                return real;
            }
            change.accept(request, page);
            return new DemoAnswer(real.status(), real.headers(), Json.bytes(page));
        });
    }

    private static void more(DemoRequest request, ObjectNode page, String cursor) {
        page.withObject("/meta").put("has_more", true).put("after_cursor", cursor);
        if (page.at("/links/next").isTextual()) {
            Map<String, String> next = Query.read(request.query(), null);
            next.put(RatingPages.AFTER, cursor);
            String base = page.at("/links/next").asText().replaceFirst("\\?.*", "");
            page.withObject("/links").put("next", base + "?" + Query.write(next));
        }
    }

    /** The cursor that was asked for; on a first page one that leads to the beginning. */
    private static String asked(DemoRequest request, ObjectNode page) {
        String cursor = Query.read(request.query(), null).get(RatingPages.AFTER);
        Cursor next = Cursor.parse(page.at("/meta/after_cursor").asText());
        return cursor != null ? cursor : new Cursor(next == null ? 0 : next.epoch(), Cursor.BEGINNING, 0).text();
    }
}
