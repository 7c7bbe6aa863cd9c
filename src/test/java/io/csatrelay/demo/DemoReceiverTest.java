package io.csatrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.vendor.Signature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the demo receiver refuses what docs/publishing.md tells others to refuse. */
class DemoReceiverTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String BODY = "{\"id\":\"s/a/b\",\"revision\":1}";

    private final TestingClient client = new TestingClient();
    private DemoReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = DemoReceiver.start(0, () -> NOW);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static String sign(String secret, String timestamp, String body) {
        return new Signature(secret).of(timestamp, body);
    }

    private int push(String timestamp, String signature, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(receiver.url())).POST(BodyPublishers.ofString(body));
        if (timestamp != null) {
            request.header("X-Csat-Timestamp", timestamp);
        }
        if (signature != null) {
            request.header("X-Csat-Signature", signature);
        }
        return client.send(request).statusCode();
    }

    @Test
    void shouldTakeWhatIsSigned() throws Exception {
        String now = NOW.toString();
        assertThat(push(now, sign(DemoReceiver.SECRET, now, BODY), BODY)).isEqualTo(200);
        assertThat(receiver.taken()).hasSize(1);
    }

    @Test
    void shouldRefuseAWrongSignature() throws Exception {
        String now = NOW.toString();
        String right = sign(DemoReceiver.SECRET, now, BODY);

        assertThat(push(now, sign("another secret", now, BODY), BODY)).isEqualTo(401);
        assertThat(push(now, right, BODY.replace("1", "2"))).as("another body").isEqualTo(401);
        assertThat(push(NOW.minusSeconds(1).toString(), right, BODY)).as("another time").isEqualTo(401);
        assertThat(push(now, right.toLowerCase(java.util.Locale.ROOT), BODY)).isEqualTo(401);
        assertThat(push(now, null, BODY)).isEqualTo(401);
        assertThat(push(null, right, BODY)).isEqualTo(401);
        assertThat(receiver.taken()).isEmpty();
    }

    @Test
    void shouldRefuseATimeThatIsMoreThanFiveMinutesOld() throws Exception {
        String oldest = NOW.minusSeconds(300).toString();
        String tooOld = NOW.minusSeconds(301).toString();
        assertThat(push(tooOld, sign(DemoReceiver.SECRET, tooOld, BODY), BODY)).isEqualTo(401);
        assertThat(push("yesterday", sign(DemoReceiver.SECRET, "yesterday", BODY), BODY)).isEqualTo(401);
        assertThat(receiver.taken()).isEmpty();
        assertThat(push(oldest, sign(DemoReceiver.SECRET, oldest, BODY), BODY)).isEqualTo(200);
    }
}
