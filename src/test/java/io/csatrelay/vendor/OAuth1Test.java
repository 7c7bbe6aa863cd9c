package io.csatrelay.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

    /** The request of RFC 5849, 3.4.1.1, whose base string is given there; ours ends with the version, which that request leaves out. */
    @Test
    void shouldEncodeAndSortAsTheExampleOfTheStandard() throws Exception {
        String base = "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26"
                + "oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26"
                + "oauth_token%3Dkkk9d7dh3k39sjv7%26oauth_version%3D1.0";
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("j49sk3j29djd%26&dh893%2Ahdasih9".getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.US_ASCII)));

        String header = new OAuth1("9djdj82h48djs9d2", "j49sk3j29djd&", "kkk9d7dh3k39sjv7", "dh893*hdasih9", () -> Instant.ofEpochSecond(137_131_201), () -> "7d8f3e4a")
                .header("POST", "http://EXAMPLE.COM:80/request", "b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q");

        assertThat(header).contains("oauth_signature=\"" + URLEncoder.encode(signature, StandardCharsets.UTF_8) + "\"");
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
