package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.TestingSilence;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoMaestroQA;
import java.net.URI;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real HTTP client, as the installation configures it. */
class ConnectionsTest {
    private static final String ITEM = "{\"data\":[{\"submitted_at\":\"2026-05-01T10:00:00.000Z\",\"ticket_id\":\"1\",\"agent_id\":\"135\","
            + "\"score\":1,\"min_score\":0,\"max_score\":1}]}";

    private static Main camel;
    private static ProducerTemplate producer;

    @BeforeAll
    static void start() throws Exception {
        camel = new Main();
        camel.bind("connections", new Connections());
        camel.start();
        producer = camel.getCamelContext().createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        camel.stop();
    }

    private static Integer post(String url) {
        Exchange exchange = producer.request(url + (url.contains("?") ? "&" : "?") + "httpMethod=POST&skipControlHeaders=true&throwExceptionOnFailure=false", request -> {
            request.getMessage().setHeader("apitoken", "demo-maestroqa-token");
            request.getMessage().setHeader("Content-Type", "application/json");
            request.getMessage().setBody(ITEM);
        });
        if (exchange.getException() != null) {
            throw new CamelExecutionException("posting", exchange, exchange.getException());
        }
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static Verdict verdictOn(String url) {
        try {
            post(url);
            throw new AssertionError("posting to " + url + " should fail");
        } catch (CamelExecutionException failed) {
            return MaestroAnswer.read(failed.getCause());
        }
    }

    @Test
    void shouldLoseNoAnswerWhenTheServerClosedAKeptConnectionAMomentAgo() throws Exception {
        DemoMaestroQA before = DemoMaestroQA.start(DemoMaestroQA.Options.defaults().withLimits(0, 0));
        assertThat(post(before.url())).isEqualTo(201);
        int port = before.port();
        long answered = System.nanoTime();
        before.close();
        Eventually.await("the connection was idle for a moment", () -> System.nanoTime() - answered > 150_000_000);
        try (DemoMaestroQA after = DemoMaestroQA.start(DemoMaestroQA.Options.defaults().withPort(port))) {
            assertThat(post(after.url())).as("on a new connection").isEqualTo(201);
            assertThat(after.taken()).isEqualTo(1);
        }
    }

    @Test
    void shouldCallTheBatchUnknownWhenNoAnswerComesInTime() throws Exception {
        try (DemoMaestroQA silent = DemoMaestroQA.start(DemoMaestroQA.Options.defaults())) {
            silent.faults().next(1, DemoFault.silenceAfterTaking());

            Verdict verdict = verdictOn(silent.url() + "?httpClient.responseTimeout=300");

            assertThat(verdict).isInstanceOf(Verdict.Lost.class);
            assertThat(verdict.inWords()).contains("SocketTimeoutException");
            assertThat(silent.taken()).isEqualTo(1);
        }
    }

    @Test
    void shouldOweTheBatchAsBeforeWhenTheConnectionIsRefused() throws Exception {
        try (TestingSilence nobody = new TestingSilence()) {
            assertThat(verdictOn(nobody.url() + "/api")).isInstanceOf(Verdict.NotNow.class);
        }
    }

    @Test
    void shouldOweTheBatchAsBeforeWhenTheHostIsUnknown() {
        assertThat(verdictOn("http://maestroqa.invalid/api")).isInstanceOf(Verdict.NotNow.class);
    }

    @Test
    void shouldOweTheBatchAsBeforeWhenTheOtherSideSpeaksNoTls() throws Exception {
        try (DemoMaestroQA plain = DemoMaestroQA.start(DemoMaestroQA.Options.defaults())) {
            URI url = URI.create(plain.url());

            assertThat(verdictOn("https://127.0.0.1:" + url.getPort() + url.getPath())).isInstanceOf(Verdict.NotNow.class);
        }
    }
}
