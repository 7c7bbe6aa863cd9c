package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.vendor.VendorException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the next page of a list is: behind a cursor, behind a link of the vendor's, or behind a number.
 *
 * <p>Zendesk's way, when a source names no other: stop on {@code meta.has_more}, for {@code links.next} is there on the last page too; a cursor
 * needs the filters sent again, a link has them; without cursor paging there is {@code next_page}.
 *
 * @param added what is added to the filters, encoded, or null
 * @param linkQuery the link's query, encoded as it came, or null
 * @param number the page's number, from 1
 */
record NextPage(String added, String linkQuery, int number) {
    /**
     * Reads it from an answer; empty on the last page.
     *
     * @param source says where an answer has it
     * @param empty whether the answer has no record
     * @param page the answer's own number, from 1
     */
    static Optional<NextPage> of(JsonNode answer, Source source, boolean empty, int page) throws VendorException {
        Paging paging = source.paging();
        if (!paging.nextCursor().isEmpty()) {
            return Optional.of(answer.at(paging.nextCursor()).asText("")).filter(cursor -> !cursor.isEmpty() && !cursor.equals("null"))
                    .map(cursor -> new NextPage(parameter(paging.cursorParameter(), cursor), null, page + 1));
        }
        if (!paging.nextLink().isEmpty()) {
            return link(answer.at(paging.nextLink()), source.baseUrl()).map(query -> new NextPage(null, query, page + 1));
        }
        if (!paging.pageParameter().isEmpty()) {
            return empty ? Optional.empty() : Optional.of(new NextPage(parameter(paging.pageParameter(), String.valueOf(page + 1)), null, page + 1));
        }
        return zendesk(answer, source.baseUrl(), page + 1);
    }

    private static Optional<NextPage> zendesk(JsonNode answer, String baseUrl, int number) throws VendorException {
        JsonNode hasMore = answer.at("/meta/has_more");
        if (hasMore.isMissingNode()) {
            return link(answer.get("next_page"), baseUrl).map(query -> new NextPage(null, query, number));
        }
        if (!hasMore.asBoolean()) {
            return Optional.empty();
        }
        Optional<String> link = link(answer.at("/links/next"), baseUrl);
        String cursor = answer.at("/meta/after_cursor").asText("");
        if (!cursor.isEmpty()) {
            return Optional.of(new NextPage(parameter("page[after]", cursor), null, number));
        }
        if (link.isEmpty()) {
            throw broken("the vendor says that there is more (meta.has_more) and gives no cursor: nothing was skipped, the "
                    + "window is tried again by the next run", baseUrl);
        }
        return Optional.of(new NextPage(null, link.get(), number));
    }

    private static String parameter(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The query of the request for this page. */
    String query(String filters) {
        return added == null ? linkQuery : filters.isEmpty() ? added : filters + "&" + added;
    }

    private static Optional<String> link(JsonNode link, String baseUrl) throws VendorException {
        if (link == null || !link.isTextual() || link.asText().isBlank()) {
            return Optional.empty();
        }
        try {
            URI base = URI.create(baseUrl);
            URI next = base.resolve(link.asText());
            if (!sameHost(base, next)) {
                throw broken("the link to the next page leads to another host (" + next.getHost()
                        + "): not followed, for it would be given our credentials", baseUrl);
            }
            if (next.getRawQuery() == null) {
                throw broken("the link to the next page has no query and would lead to the first one again", baseUrl);
            }
            return Optional.of(next.getRawQuery());
        } catch (IllegalArgumentException unreadable) {
            throw broken("the link to the next page is not a URL", baseUrl);
        }
    }

    private static boolean sameHost(URI base, URI next) {
        return base.getScheme().equalsIgnoreCase(next.getScheme()) && base.getHost().equalsIgnoreCase(next.getHost())
                && port(base) == port(next);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    static VendorException broken(String what, String baseUrl) {
        return new VendorException(what + " (" + URI.create(baseUrl).getHost() + ")", 200, false, null, null);
    }
}
