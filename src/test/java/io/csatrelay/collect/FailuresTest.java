package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.RuntimeCamelException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new UnknownHostException("nobody.example"), "the host name nobody.example is not known"),
                arguments(new SSLHandshakeException("canary"), "check CA_BUNDLE_FILE"),
                arguments(new java.net.ConnectException("canary"), "check the base URL and HTTPS_PROXY"),
                arguments(new ConnectTimeoutException("canary"), "no answer within VENDOR_TIMEOUT"),
                arguments(new SocketTimeoutException("canary"), "no answer within VENDOR_TIMEOUT"),
                arguments(new IOException("canary"), "the connection failed (IOException)"),
                arguments(new RuntimeCamelException("canary", new IOException("canary")), "the connection failed (IOException)"),
                arguments(new RuntimeCamelException("canary", new StoreFailed("writing to the store: the disk is full", new SQLException("canary"))),
                        "writing to the store: the disk is full"),
                arguments(broken(), "the answer is not JSON, or ends early"),
                arguments(new IllegalArgumentException("canary"), "IllegalArgumentException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldSayWhatToDoAndRepeatNothingThatCame(Throwable failure, String words) {
        assertThat(Failures.inWords(failure)).contains(words).doesNotContain("canary");
    }

    private static Throwable broken() {
        try {
            return new IllegalStateException("read: " + new ObjectMapper().readTree("{\"canary"));
        } catch (JsonProcessingException broken) {
            return broken;
        }
    }

    private static final class StoreFailed extends RuntimeException implements CollectStore.QuotesNothing {
        private static final long serialVersionUID = 1L;

        StoreFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
