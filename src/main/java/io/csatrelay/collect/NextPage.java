package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.vendor.VendorException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the next page of a list is: behind a cursor, or behind a link of the vendor's.
 *
 * <p>Zendesk: stop on {@code meta.has_more}, for {@code links.next} is there on the last page too; a cursor needs the filters
 * sent again, a link has them; without cursor paging there is {@code next_page}.
 *
 * @param cursor the cursor, as it came, or null
 * @param linkQuery the link's query, encoded as it came, or null
 */
record NextPage(String cursor, String linkQuery) {
    /** Reads it from an answer; empty on the last page. */
    static Optional<NextPage> of(JsonNode answer, String baseUrl) throws VendorException {
        JsonNode hasMore = answer.at("/meta/has_more");
        if (hasMore.isMissingNode()) {
            return link(answer.get("next_page"), baseUrl).map(query -> new NextPage(null, query));
        }
        if (!hasMore.asBoolean()) {
            return Optional.empty();
        }
        Optional<String> link = link(answer.at("/links/next"), baseUrl);
        String cursor = answer.at("/meta/after_cursor").asText("");
        if (!cursor.isEmpty()) {
            return Optional.of(new NextPage(cursor, null));
        }
        if (link.isEmpty()) {
            throw broken("the vendor says that there is more (meta.has_more) and gives no cursor: nothing was skipped, the "
                    + "window is tried again by the next run", baseUrl);
        }
        return Optional.of(new NextPage(null, link.get()));
    }

    /** The query of the request for this page. */
    String query(String filters) {
        return cursor == null ? linkQuery : filters + "&page%5Bafter%5D=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
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
