package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.vendor.VendorException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {
    private static final String BASE = "https://company.zendesk.com";
    private static final String LINK = BASE + "/api/v2/satisfaction_ratings.json?page%5Bafter%5D=abc&score=received";

    @ParameterizedTest
    @ValueSource(strings = {
        "{'meta':{'has_more':false,'after_cursor':'abc'},'links':{'next':'" + LINK + "'}}",
        "{'meta':{'has_more':null}}",
        "{'next_page':null,'count':12}",
        "{}"})
    void shouldEndWhenTheVendorSaysThatThereIsNoMore(String answer) throws Exception {
        assertThat(next(answer)).isEmpty();
    }

    @Test
    void shouldSendTheFiltersAgainWithACursor() throws Exception {
        NextPage next = next("{'meta':{'has_more':true,'after_cursor':'a+b/c=='},'links':{'next':'" + LINK + "'}}").orElseThrow();

        assertThat(next.query("score=received&start_time=1")).isEqualTo("score=received&start_time=1&page%5Bafter%5D=a%2Bb%2Fc%3D%3D");
    }

    @Test
    void shouldTakeALinkAsItIsForItHasTheFilters() throws Exception {
        assertThat(next("{'meta':{'has_more':true},'links':{'next':'" + LINK + "'}}").orElseThrow().query("score=received"))
                .isEqualTo("page%5Bafter%5D=abc&score=received");
        assertThat(next("{'count':200,'next_page':'" + BASE + "/api/v2/satisfaction_ratings.json?page=2'}").orElseThrow().query("x=1"))
                .isEqualTo("page=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/satisfaction_ratings?page=2", "?page=2", "HTTPS://COMPANY.zendesk.com:443/x?page=2"})
    void shouldFollowALinkWhenItStaysOnTheHostHoweverItIsWritten(String link) throws Exception {
        assertThat(next("{'next_page':'" + link + "'}").orElseThrow().query("")).isEqualTo("page=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/x?page=2", "http://company.zendesk.com/x?page=2", "https://company.zendesk.com:8443/x?page=2",
        "https://company.zendesk.com@evil.example/x?page=2", "//evil.example/x?page=2", "https://company.zendesk.com.evil.example/x?page=2",
        "mailto:someone@company.zendesk.com?page=2"})
    void shouldNotFollowALinkWhenItLeavesTheHost(String link) {
        assertBroken("{'next_page':'" + link + "'}", "leads to another host");
        assertBroken("{'meta':{'has_more':true,'after_cursor':'abc'},'links':{'next':'" + link + "'}}", "leads to another host");
    }

    @Test
    void shouldFailWhenThereIsMoreAndNoWayToIt() {
        assertBroken("{'meta':{'has_more':true}}", "gives no cursor");
        assertBroken("{'meta':{'has_more':true,'after_cursor':''},'links':{'next':null}}", "gives no cursor");
        assertBroken("{'next_page':'https://company.zendesk.com/api/v2/satisfaction_ratings.json'}", "has no query");
        assertBroken("{'next_page':'https://company zendesk.com/?page=2'}", "is not a URL");
    }

    @Test
    void shouldTakeTheCursorFromWhereTheSourceSaysAndSendItAsItSays() throws Exception {
        Source source = source();
        source.getPaging().setNextCursor("/paging/next");
        source.getPaging().setCursorParameter("after");

        assertThat(next("{'paging':{'next':'a b'}}", source).orElseThrow().query("size=10")).isEqualTo("size=10&after=a+b");
        assertThat(next("{'paging':{'next':7}}", source).orElseThrow().query("")).isEqualTo("after=7");
        for (String last : new String[] {"{'paging':{'next':null}}", "{'paging':{'next':''}}", "{'paging':{}}", "{'meta':{'has_more':true}}"}) {
            assertThat(next(last, source)).as(last).isEmpty();
        }
    }

    @Test
    void shouldTakeTheLinkFromWhereTheSourceSaysAndKeepItOnTheHost() throws Exception {
        Source source = source();
        source.getPaging().setNextLink("/_links/next/href");

        assertThat(next("{'_links':{'next':{'href':'/v2/answers?skip=100'}}}", source).orElseThrow().query("x=1")).isEqualTo("skip=100");
        assertThat(next("{'_links':{}}", source)).isEmpty();
        assertThatThrownBy(() -> next("{'_links':{'next':{'href':'https://evil.example/v2?skip=100'}}}", source))
                .hasMessageContaining("leads to another host");
    }

    @Test
    void shouldCountPagesUntilOneIsEmptyWhenTheSourceNumbersThem() throws Exception {
        Source source = source();
        source.getPaging().setPageParameter("p");

        assertThat(next("{'list':[1]}", source).orElseThrow().query("size=10")).isEqualTo("size=10&p=5");
        assertThat(next("{'list':[1]}", source).orElseThrow().number()).isEqualTo(5);
        assertThat(next("{'list':[]}", source)).isEmpty();
    }

    private static void assertBroken(String answer, String words) {
        assertThatThrownBy(() -> next(answer)).isInstanceOfSatisfying(VendorException.class, failure -> {
            assertThat(failure).hasMessageContaining(words).hasMessageEndingWith("(company.zendesk.com)").hasMessageNotContaining("page=2");
            assertThat(failure.retryable()).isFalse();
        });
    }

    private static Optional<NextPage> next(String answer) throws VendorException, JsonProcessingException {
        return next(answer, source());
    }

    private static Optional<NextPage> next(String answer, Source source) throws VendorException, JsonProcessingException {
        return NextPage.of(new ObjectMapper().readTree(answer.replace('\'', '"')), source, answer.contains("'list':[]"), 4);
    }

    private static Source source() {
        Source source = new Source();
        source.setBaseUrl(BASE);
        return source;
    }
}
