package io.csatrelay.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth1Test {
    private static final String URL = "https://va-a.data.liveperson.net/operations/api/account/56072331/msgcsatdistribution";

    /** The vendor notes' vector; in the base string the comma of the list is %252C. */
    @ParameterizedTest
    @ValueSource(strings = {"timeframe=1440&v=1&skillIds=4,15,3&agentIds=all", "agentIds=all&skillIds=4%2C15%2C3&timeframe=1440&v=1"})
    void shouldSignAsTheVectorOfTheNotes(String query) {
        assertThat(signer("appSecret", "accessTokenSecret").header("GET", URL, query)).isEqualTo("OAuth oauth_consumer_key=\"appKey\", oauth_nonce=\"abc123\", "
                + "oauth_signature=\"" + URLEncoder.encode("aTnsCrm0B8imGzKeqgEojc8i54E=", StandardCharsets.UTF_8) + "\", oauth_signature_method=\"HMAC-SHA1\", "
                + "oauth_timestamp=\"1700000000\", oauth_token=\"accessToken\", oauth_version=\"1.0\"");
    }

    @Test
    void shouldLeaveOutThePortThatIsTheSchemesOwn() {
        String plain = signer("a", "b").header("GET", URL, "v=1");
        assertThat(signer("a", "b").header("GET", URL.replace("liveperson.net", "LivePerson.net:443"), "v=1")).isEqualTo(plain);
        assertThat(signer("a", "b").header("GET", URL.replace("liveperson.net", "liveperson.net:8443"), "v=1")).isNotEqualTo(plain);
    }

    @Test
    void shouldShowNoSecretWhenPrinted() {
        assertThat(signer("appSecret", "accessTokenSecret").toString() + signer("appSecret", "accessTokenSecret").header("GET", URL, ""))
                .doesNotContain("appSecret", "accessTokenSecret");
    }

    private static OAuth1 signer(String appSecret, String accessTokenSecret) {
        return new OAuth1("appKey", appSecret, "accessToken", accessTokenSecret, () -> Instant.ofEpochSecond(1_700_000_000), () -> "abc123");
    }
}
