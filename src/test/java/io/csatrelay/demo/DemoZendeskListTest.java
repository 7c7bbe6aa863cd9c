package io.csatrelay.demo;

import static io.csatrelay.demo.TestingClient.encode;
import static io.csatrelay.demo.TestingClient.ids;
import static io.csatrelay.demo.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoZendeskListTest {

    private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");

    private final TestingClient client = new TestingClient();
    private DemoZendesk zendesk;

    @AfterEach
    void stop() {
        zendesk.close();
    }

    private void start(DemoZendesk.Options options) throws IOException {
        zendesk = DemoZendesk.start(options);
    }

    private HttpResponse<String> list(String query) throws Exception {
        return client.get(zendesk.url() + "/api/v2/satisfaction_ratings.json" + query);
    }

    private void addGood(int count) {
        zendesk.addAll(LongStream.rangeClosed(1, count).mapToObj(id -> DemoRating.good(id, id, T.plusSeconds(id))).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "-|1 2 3 4 5 6", "offered|1", "unoffered|2", "received|3 4 5 6", "received_with_comment|4 6",
        "received_without_comment|3 5", "good|3 4", "good_with_comment|4", "good_without_comment|3",
        "bad|5 6", "bad_with_comment|6", "bad_without_comment|5"})
    void shouldAnswerWhatTheScoreFilterNames(String score, String expected) throws Exception {
        start(DemoZendesk.Options.defaults());
        zendesk.addAll(List.of(DemoRating.offered(1, 1, T), DemoRating.of(2, 2, "unoffered", T), DemoRating.good(3, 3, T),
                DemoRating.good(4, 4, T).withComment("yes"), DemoRating.bad(5, 5, T), DemoRating.bad(6, 6, T).withComment("no")));
        String filter = score == null ? "" : "&score=" + score;
        assertThat(ids(list("?page%5Bsize%5D=100" + filter))).map(String::valueOf).containsExactly(expected.split(" "));
    }

    @Test
    void shouldCompareTimesStrictlyInWholeSeconds() throws Exception {
        start(DemoZendesk.Options.defaults());
        addGood(5);
        long second = T.getEpochSecond();
        assertThat(ids(list("?start_time=" + (second + 2) + "&end_time=" + (second + 5)))).containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?score=neutral", "?start_time=2026-05-01", "?start_time=1777629600000", "?pagesize=100", "?score=good&score=bad",
        "?page%5Bsize%5D=0", "?page%5Bsize%5D=101", "?page%5Bsize%5D=x", "?per_page=101", "?page=0", "?page%5Bsize%5D=10&page=2",
        "?page%5Bsize%5D=10&page%5Bafter%5D=unknown", "?page%5Bsize%5D=10&page%5Bafter%5D=q%2B%2FAAAA%3D"})
    void shouldAnswer400WhenAParameterIsWrong(String query) throws Exception {
        start(DemoZendesk.Options.defaults());
        HttpResponse<String> response = list(query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").asText()).isNotEmpty();
    }

    @Test
    void shouldIgnoreUnknownParametersWhenLenient() throws Exception {
        start(DemoZendesk.Options.defaults().withQuirks(DemoZendesk.Quirk.LENIENT_PARAMETERS));
        assertThat(list("?pagesize=100").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldGiveEveryRatingOnceWhenLinksAreFollowedUntilHasMoreEnds() throws Exception {
        start(DemoZendesk.Options.defaults());
        addGood(250);
        zendesk.add(DemoRating.bad(251, 251, T));
        List<Long> all = new ArrayList<>();
        JsonNode page = read(list("?page%5Bsize%5D=100&score=good"), all);
        assertThat(page.at("/meta/after_cursor").asText()).contains("+", "/", "=");
        assertThat(page.at("/links/next").asText()).startsWith(zendesk.url() + "/").contains("score=good");
        while (page.at("/meta/has_more").booleanValue()) {
            page = read(client.get(page.at("/links/next").asText()), all);
        }
        assertThat(all).containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
        assertThat(page.at("/links/next").isTextual()).as("next on the last page").isTrue();
    }

    private static JsonNode read(HttpResponse<String> response, List<Long> all) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        all.addAll(ids(response));
        return json(response);
    }

    @Test
    void shouldAnswerTheUnfilteredAccountWhenACursorComesWithoutTheFilters() throws Exception {
        start(DemoZendesk.Options.defaults());
        addGood(2);
        zendesk.add(DemoRating.bad(3, 3, T));
        String cursor = json(list("?page%5Bsize%5D=1&score=good")).at("/meta/after_cursor").asText();
        assertThat(ids(list("?page%5Bsize%5D=9&page%5Bafter%5D=" + encode(cursor)))).containsExactly(2L, 3L);
        assertThat(ids(list("?page%5Bsize%5D=9&score=good&page%5Bafter%5D=" + encode(cursor)))).containsExactly(2L);
    }

    @Test
    void shouldGoBackWhenThePrevLinkIsFollowed() throws Exception {
        start(DemoZendesk.Options.defaults());
        addGood(5);
        JsonNode second = json(client.get(json(list("?page%5Bsize%5D=2")).at("/links/next").asText()));
        HttpResponse<String> first = client.get(second.at("/links/prev").asText());
        assertThat(ids(first)).containsExactly(1L, 2L);
        assertThat(json(first).at("/meta/has_more").booleanValue()).isFalse();
        assertThat(ids(client.get(json(first).at("/links/next").asText()))).containsExactly(3L, 4L);
    }

    @Test
    void shouldListFromTheHighestIdWhenNewestComeFirst() throws Exception {
        start(DemoZendesk.Options.defaults().withQuirks(DemoZendesk.Quirk.NEWEST_FIRST));
        addGood(5);
        HttpResponse<String> first = list("?page%5Bsize%5D=2");
        HttpResponse<String> second = client.get(json(first).at("/links/next").asText());
        assertThat(ids(first)).containsExactly(5L, 4L);
        assertThat(ids(second)).containsExactly(3L, 2L);
        assertThat(ids(client.get(json(second).at("/links/prev").asText()))).containsExactly(5L, 4L);
    }

    @Test
    void shouldAnswer400WhenACursorHasExpired() throws Exception {
        start(DemoZendesk.Options.defaults());
        addGood(3);
        String next = json(list("?page%5Bsize%5D=1")).at("/links/next").asText();
        assertThat(client.get(next).statusCode()).isEqualTo(200);
        zendesk.expireCursors();
        assertThat(client.get(next).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldLeaveLinksOutWhenTheAccountHasNone() throws Exception {
        start(DemoZendesk.Options.defaults().withPaging(DemoZendesk.Paging.CURSOR_WITHOUT_LINKS));
        addGood(2);
        JsonNode page = json(list("?page%5Bsize%5D=1"));
        assertThat(page.has("links")).isFalse();
        assertThat(page.at("/meta/has_more").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?per_page=100", "?page%5Bsize%5D=100"})
    void shouldPageByOffsetWhenTheAccountKnowsNothingElse(String query) throws Exception {
        start(DemoZendesk.Options.defaults().withPaging(DemoZendesk.Paging.OFFSET_ONLY));
        addGood(150);
        HttpResponse<String> first = list(query);
        assertThat(json(first).has("meta")).isFalse();
        assertThat(json(first).path("count").intValue()).isEqualTo(150);
        assertThat(json(first).path("previous_page").isNull()).isTrue();
        HttpResponse<String> second = client.get(json(first).path("next_page").asText());
        assertThat(ids(first)).hasSize(100);
        assertThat(ids(second)).hasSize(50).startsWith(101L);
        assertThat(json(second).path("next_page").isNull()).isTrue();
        assertThat(ids(client.get(json(second).path("previous_page").asText()))).isEqualTo(ids(first));
    }

    @Test
    void shouldAnswer400WhenOffsetPagingPasses10000Records() throws Exception {
        start(DemoZendesk.Options.defaults());
        addGood(10_050);
        HttpResponse<String> last = list("?page=100");
        assertThat(ids(last)).hasSize(100);
        assertThat(client.get(json(last).path("next_page").asText()).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldShowRatingsAsTheDocumentDoes() throws Exception {
        start(DemoZendesk.Options.defaults());
        zendesk.add(DemoRating.offered(1, 208, T).withAgent(null, null));
        zendesk.add(DemoRating.bad(2, 209, T).withComment("a \"b\"\n😡").withReason(35002L, "too long").withUpdatedAt(T.plusSeconds(60)));
        zendesk.add(DemoRating.good(3, 210, T).servedAs("{\"id\":3,\"score\":\"odd\"}"));
        JsonNode list = json(list("?page%5Bsize%5D=100")).path("satisfaction_ratings");
        assertThat(list.get(0)).hasToString("{\"assignee_id\":null,\"created_at\":\"2026-05-01T10:00:00Z\",\"group_id\":null,\"id\":1,"
                + "\"requester_id\":7881,\"score\":\"offered\",\"ticket_id\":208,\"updated_at\":\"2026-05-01T10:00:00Z\","
                + "\"url\":\"" + zendesk.url() + "/api/v2/satisfaction_ratings/1.json\"}");
        assertThat(list.get(1).path("comment").asText()).isEqualTo("a \"b\"\n😡");
        assertThat(list.get(1).path("reason_id").longValue()).isEqualTo(35002);
        assertThat(list.get(1).path("updated_at").asText()).isEqualTo("2026-05-01T10:01:00Z");
        assertThat(list.get(2)).hasToString("{\"id\":3,\"score\":\"odd\"}");
    }

    @Test
    void shouldShowAChangeInPlaceAtOnce() throws Exception {
        Instant later = T.plusSeconds(7200);
        start(DemoZendesk.Options.defaults().withClock(() -> later));
        zendesk.add(DemoRating.offered(1, 208, T));
        assertThat(ids(list("?score=received"))).isEmpty();
        zendesk.rate(1, "good", "at last");
        JsonNode rating = json(list("?score=received")).at("/satisfaction_ratings/0");
        assertThat(rating.path("created_at").asText()).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(rating.path("updated_at").asText()).isEqualTo("2026-05-01T12:00:00Z");
        assertThat(zendesk.received()).isEqualTo(1);
    }
}
