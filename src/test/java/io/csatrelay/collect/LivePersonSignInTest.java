package io.csatrelay.collect;

import static io.csatrelay.collect.LivePersonAccount.ENGAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.demo.DemoRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The three ways to sign in to LivePerson, and where the account is. */
class LivePersonSignInTest {
    private static final Duration BUCKET = Duration.ofMinutes(5);

    @Test
    void shouldSignInByOAuth2ThenByOAuth1AndSkipDiscoveryWhenItsDomainIsSet() throws Exception {
        try (LivePersonAccount account = new LivePersonAccount("LIVEPERSON_CLIENT_ID", DemoLivePerson.CLIENT_ID,
                "LIVEPERSON_CLIENT_SECRET", DemoLivePerson.CLIENT_SECRET)) {
            shouldFetchATokenOnceAndAnewWhenItIsRefused(account);
            shouldNameTheClientsSettingsWhenTheSentinelRefusesIt(account);
            shouldAskForADomainAgainWhileTheDomainApiHasNoTime(account);
            shouldRefuseADomainThatIsNoHost(account);
            shouldAskForItsSentinelAloneWhenTheDomainOfItsReportsIsSet(account);
            account.relay().set("LIVEPERSON_CLIENT_ID", "");
            account.relay().set("LIVEPERSON_CLIENT_SECRET", "");
            account.relay().set("LIVEPERSON_APP_KEY", DemoLivePerson.APP_KEY);
            account.relay().set("LIVEPERSON_APP_SECRET", DemoLivePerson.APP_SECRET);
            account.relay().set("LIVEPERSON_ACCESS_TOKEN", DemoLivePerson.ACCESS_TOKEN);
            account.relay().set("LIVEPERSON_ACCESS_TOKEN_SECRET", DemoLivePerson.ACCESS_TOKEN_SECRET);
            account.relay().restart();
            shouldSignEachRequestByOAuth1AtTheDomainThatIsSet(account);
        }
    }

    private static void shouldFetchATokenOnceAndAnewWhenItIsRefused(LivePersonAccount account) {
        account.good(ENGAGEMENT);
        account.after(BUCKET).good(ENGAGEMENT);
        assertThat(account.vendor().tokens()).isEqualTo(1);
        account.vendor().revokeTokens();
        account.after(BUCKET).good(ENGAGEMENT);
        assertThat(account.vendor().tokens()).isEqualTo(2);
        account.after(Duration.ofHours(1)).good(ENGAGEMENT);
        assertThat(account.vendor().tokens()).as("the last one lasted an hour").isEqualTo(3);
        assertThat(paths(account.requests())).startsWith("GET /api/account/56072331/service/sentinel/baseURI.json",
                "POST /sentinel/api/v2/account/56072331/app/token", "GET /api/account/56072331/service/leDataReporting/baseURI.json",
                "GET /operations/api/account/56072331/engactivity");
        assertThat(account.requests()).noneMatch(request -> request.target().contains("client"));
    }

    private static void shouldNameTheClientsSettingsWhenTheSentinelRefusesIt(LivePersonAccount account) {
        account.after(Duration.ofHours(2)).vendor().faults().always(request -> request.path().startsWith("/sentinel"),
                DemoFault.status(401, "{\"error\":\"" + DemoLivePerson.CLIENT_SECRET + "\"}"));
        String error = account.run(ENGAGEMENT).error();
        assertThat(error).contains("asking for an OAuth2 token: HTTP 401 from 127.0.0.1: check LIVEPERSON_CLIENT_ID and LIVEPERSON_CLIENT_SECRET")
                .doesNotContain(DemoLivePerson.CLIENT_SECRET);
        account.vendor().faults().clear();
        account.good(ENGAGEMENT);
    }

    private static void shouldAskForADomainAgainWhileTheDomainApiHasNoTime(LivePersonAccount account) throws Exception {
        account.relay().restart();
        int before = account.vendor().requests().size();
        Predicate<DemoRequest> domain = request -> request.path().contains("leDataReporting");
        account.after(BUCKET).vendor().faults().next(1, domain, DemoFault.tooMany("1")).next(1, domain, DemoFault.status(500)).next(1, domain, DemoFault.status(503));
        account.good(ENGAGEMENT);
        assertThat(account.vendor().requests().subList(before, account.vendor().requests().size()).stream().filter(domain)).hasSize(4);
        account.relay().restart();
        account.after(BUCKET).vendor().faults().next(1, domain, DemoFault.tooMany("7200"));
        assertThat(account.run(ENGAGEMENT).error()).contains("asking for the domain of leDataReporting: HTTP 429 from 127.0.0.1");
        assertThat(account.relay().status(ENGAGEMENT).lastError()).contains("the vendor asked for 7200 s");
        account.after(Duration.ofHours(2).plusMinutes(1)).good(ENGAGEMENT);
    }

    private static void shouldRefuseADomainThatIsNoHost(LivePersonAccount account) throws Exception {
        account.relay().restart();
        for (String domain : new String[] {"https://elsewhere.example", "elsewhere.example", "", "a b", "user@host"}) {
            account.after(BUCKET).vendor().faults().next(1, request -> request.path().contains("leDataReporting"),
                    new DemoFault.Instead(DemoAnswer.json(200, "{\"baseURI\":\"" + domain + "\"}")));
            assertThat(account.run(ENGAGEMENT).error()).as(domain).contains("without a baseURI that is a host");
        }
        account.vendor().faults().next(1, request -> request.path().contains("leDataReporting"), DemoFault.status(404, "{}"));
        assertThat(account.run(ENGAGEMENT).error()).contains("asking for the domain of leDataReporting: HTTP 404 from 127.0.0.1: check LIVEPERSON_ACCOUNT_ID");
        account.good(ENGAGEMENT);
    }

    private static void shouldAskForItsSentinelAloneWhenTheDomainOfItsReportsIsSet(LivePersonAccount account) throws Exception {
        account.relay().set("LIVEPERSON_BASE_URL", account.vendor().url());
        account.relay().restart();
        int before = account.vendor().requests().size();
        account.after(BUCKET).good(ENGAGEMENT);
        assertThat(paths(account.vendor().requests().subList(before, account.vendor().requests().size()))).containsExactly(
                "GET /api/account/56072331/service/sentinel/baseURI.json", "POST /sentinel/api/v2/account/56072331/app/token",
                "GET /operations/api/account/56072331/engactivity");
    }

    private static void shouldSignEachRequestByOAuth1AtTheDomainThatIsSet(LivePersonAccount account) {
        int before = account.vendor().requests().size();
        account.after(BUCKET).good(ENGAGEMENT);
        account.after(BUCKET).good(ENGAGEMENT);
        assertThat(paths(account.vendor().requests().subList(before, account.vendor().requests().size())))
                .containsExactly("GET /operations/api/account/56072331/engactivity", "GET /operations/api/account/56072331/engactivity");
    }

    private static List<String> paths(List<DemoRequest> requests) {
        return requests.stream().map(request -> request.method() + " " + request.path()).toList();
    }
}
