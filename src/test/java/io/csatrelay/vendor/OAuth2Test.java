package io.csatrelay.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OAuth2Test {
    private static final String URL = "https://sentinel.example/token";
    private static final String SECRET = "s+e/c=ret";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T00:00:00Z"));
    private final OAuth2Client client = new OAuth2Client("me&you", SECRET, "MY_CLIENT_ID and MY_CLIENT_SECRET", now::get);
    private final OAuth2 oauth2 = new OAuth2(now::get);

    @Test
    void shouldSendTheClientAsAForm() {
        assertThat(client.getForm()).isEqualTo("grant_type=client_credentials&client_id=me%26you&client_secret=s%2Be%2Fc%3Dret");
    }

    @Test
    void shouldKeepATokenUntilAMinuteBeforeItEnds() throws VendorException {
        assertThat(client.isDue()).isTrue();
        take(200, "{\"access_token\":\"t1\",\"expires_in\":3600}");
        assertThat(client.header()).isEqualTo("Bearer t1");
        later(Duration.ofSeconds(3539));
        assertThat(client.isDue()).isFalse();
        later(Duration.ofSeconds(1));
        assertThat(client.isDue()).isTrue();
    }

    @Test
    void shouldTakeATenthOfAShortLifeAsItsMargin() throws VendorException {
        take(200, "{\"access_token\":\"t1\",\"expires_in\":\"100\"}");
        later(Duration.ofSeconds(89));
        assertThat(client.isDue()).isFalse();
        later(Duration.ofSeconds(1));
        assertThat(client.isDue()).isTrue();
    }

    @Test
    void shouldNotTrustATokenForLongWhenTheVendorDoesNotSayHowLongItLasts() throws VendorException {
        take(200, "{\"access_token\":\"t1\"}");
        later(Duration.ofMinutes(5));
        assertThat(client.isDue()).isTrue();
    }

    @Test
    void shouldForgetATokenThatTheVendorRefuses() throws VendorException {
        take(200, "{\"access_token\":\"t1\",\"expires_in\":3600}");
        assertThat(oauth2.refused(client, 403)).isFalse();
        assertThat(client.isDue()).isFalse();
        assertThat(oauth2.refused(client, 401)).isTrue();
        assertThat(client.isDue()).isTrue();
    }

    @Test
    void shouldNameTheSettingsWhenTheClientIsRefused() {
        VendorException failure = failure(401, "{\"error\":\"invalid_client " + SECRET + "\"}", null);
        assertThat(failure).hasMessage("asking for an OAuth2 token: HTTP 401 from sentinel.example: check MY_CLIENT_ID and MY_CLIENT_SECRET");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void shouldTryAgainWhenItMayPass() {
        assertThat(failure(503, "", "7").asked()).contains(Duration.ofSeconds(7));
        assertThat(failure(429, "", null).retryable()).isTrue();
    }

    @Test
    void shouldQuoteNoAnswerThatHoldsNoToken() {
        for (String answer : new String[] {"", "<html>" + SECRET, "{\"token\":\"" + SECRET + "\"}", "{\"access_token\":\"a\\r\\nX: " + SECRET + "\"}", "null"}) {
            assertThat(failure(200, answer, null)).hasMessageContaining("without an access_token").hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void shouldShowNoSecretWhenPrinted() throws VendorException {
        take(200, "{\"access_token\":\"t1\",\"expires_in\":3600}");
        assertThat(client.toString()).doesNotContain("t1").doesNotContain(SECRET);
    }

    private void take(int status, String body) throws VendorException {
        oauth2.take(client, URL, status, null, body);
    }

    private VendorException failure(int status, String body, String retryAfter) {
        return catchThrowableOfType(VendorException.class, () -> oauth2.take(client, URL, status, retryAfter, body));
    }

    private void later(Duration by) {
        now.updateAndGet(at -> at.plus(by));
    }
}
