package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API without tokens: open, to this machine alone. */
class OpenApiTest {
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void start() {
        relay = TestingApi.plan().collectingOnly().start();
        api = new TestingApi(relay);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static String asked(String host) throws IOException {
        int port = api.api("/").getPort();
        try (Socket socket = new Socket("127.0.0.1", port); Reader in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)) {
            socket.getOutputStream().write(("GET /api/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            StringWriter answer = new StringWriter();
            in.transferTo(answer);
            return answer.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:8080", "127.1.2.3"})
    void shouldAnswerWhoeverMeansThisMachine(String host) throws IOException {
        assertThat(asked(host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "10.0.0.1", "0.0.0.0"})
    void shouldRefuseAPageElsewhereWhoseNameLeadsHere(String host) throws IOException {
        assertThat(asked(host)).startsWith("HTTP/1.1 403").contains("\"error\":\"forbidden\"", "set the tokens").doesNotContain("balanced");
    }
}
