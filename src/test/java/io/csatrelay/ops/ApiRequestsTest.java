package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ApiRequestsTest {
    private final ApiRequests requests = new ApiRequests("/openapi/csat-relay.json");

    @Test
    void shouldReadTheContractWithoutAWordInTheLog() throws Exception {
        Logger library = (Logger) LoggerFactory.getLogger("com.networknt");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        library.addAppender(log);
        library.setLevel(Level.WARN);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange retry = new DefaultExchange(context);
            retry.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
            retry.getMessage().setHeader(Exchange.HTTP_PATH, "/api/retry");
            retry.getMessage().setBody("{\"kind\": \"refused\"}");
            assertThat(requests.validate(retry, null)).isNull();

            retry.getMessage().setBody("{\"kind\": \"delivered\"}");
            assertThat(requests.validate(retry, null).statusCode()).isEqualTo(400);
        } finally {
            library.detachAppender(log);
            library.setLevel(null);
        }
        assertThat(log.list).isEmpty();
    }
}
