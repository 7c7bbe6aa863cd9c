package io.csatrelay.app;

import io.csatrelay.vendor.RequestLog;
import java.time.Duration;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Logs every request of a run to a vendor, tries included, whether it was answered or not. Bound in the registry, Camel tells it of
 * each. Requests to MaestroQA are logged where their batch is known.
 */
final class CollectingLog extends EventNotifierSupport {
    CollectingLog() {
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        // Camel tells that a request was made only to who wants to know that it will be.
        return event instanceof ExchangeSendingEvent sending && collects(sending.getEndpoint(), sending.getExchange())
                || event instanceof ExchangeSentEvent sent && collects(sent.getEndpoint(), sent.getExchange());
    }

    private static boolean collects(Endpoint endpoint, Exchange exchange) {
        return endpoint instanceof HttpEndpoint && exchange.getVariable("run") != null;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSentEvent sent) {
            log(sent);
        }
    }

    private static void log(ExchangeSentEvent sent) {
        Exchange exchange = sent.getExchange();
        HttpEndpoint endpoint = (HttpEndpoint) sent.getEndpoint();
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String path = exchange.getIn().getHeader(Exchange.HTTP_PATH, endpoint.getHttpUri().getPath(), String.class);
        RequestLog.log("GET", endpoint.getHttpUri().getHost(), path, exchange.getException() == null ? status : 0, bytes(exchange),
                Duration.ZERO, Duration.ofMillis(sent.getTimeTaken()), null);
    }

    /** A small body is an array, a larger one a cached stream. */
    private static long bytes(Exchange exchange) {
        Object body = exchange.getException() == null ? exchange.getMessage().getBody() : null;
        return body instanceof byte[] array ? array.length : body instanceof StreamCache stream ? stream.length() : -1;
    }
}
