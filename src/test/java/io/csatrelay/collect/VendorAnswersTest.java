package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.csatrelay.vendor.VendorException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorAnswersTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final VendorAnswers answers = new VendorAnswers(() -> NOW);

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "text/plain"})
    void shouldLetDataPassWhateverItIsCalled(String contentType) {
        assertThatCode(() -> answers.check(run(), null, 200, contentType, null)).doesNotThrowAnyException();
        assertThatCode(() -> answers.check(run(), null, 200, null, null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 520, 524})
    void shouldTryAgainWhenTheVendorMayPassALittleLater(int status) {
        VendorException failure = judged(status, "text/html", "41");

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.asked()).contains(Duration.ofSeconds(41));
        assertThat(judged(status, null, null).asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | the vendor does not accept the request",
        "401 | check ZENDESK_EMAIL and ZENDESK_API_TOKEN",
        "403 | the plan or the account does not have this kind of data",
        "404 | there is no such record",
        "301 | it redirects, which is not followed",
        "307 | it redirects, which is not followed",
        "422 | the vendor does not accept the request"})
    void shouldSayWhatToDoWhenTryingAgainIsInVain(int status, String advice) {
        VendorException failure = judged(status, "text/html", null);

        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageStartingWith("HTTP " + status + " from company.zendesk.com: ").hasMessageContaining(advice);
    }

    /** LivePerson's notes: 429 and 5xx are tried again, "other 4xx: never". */
    @ParameterizedTest
    @CsvSource({"429, true", "500, true", "501, true", "599, true", "400, false", "401, false", "404, false", "408, false", "409, false", "425, false"})
    void shouldTryNo4xxButTheLimitAgainWhenTheVendorWantsPatience(int status, boolean again) {
        Run patient = run();
        patient.source().setPatience(5);

        assertThat(catchThrowableOfType(VendorException.class, () -> answers.check(patient, null, status, null, null)).retryable()).isEqualTo(again);
    }

    @Test
    void shouldTakeAWebPageForNoDataThoughItsStatusIs200() {
        VendorException failure = judged(200, "Text/HTML; charset=utf-8", null);

        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining("a web page instead of data");
    }

    private VendorException judged(int status, String contentType, String retryAfter) {
        return catchThrowableOfType(VendorException.class, () -> answers.check(run(), null, status, contentType, retryAfter));
    }

    private static Run run() {
        Source source = new Source();
        source.setId("zendesk-ratings");
        source.setBaseUrl("https://company.zendesk.com");
        source.setCredentials("ZENDESK_EMAIL and ZENDESK_API_TOKEN");
        return new Run(1, source, RunRequest.scheduled("zendesk-ratings", Lane.LIVE), NOW);
    }
}
