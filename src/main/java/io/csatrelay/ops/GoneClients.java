package io.csatrelay.ops;

import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * Ends an exchange whose client goes away while a long answer is sent. Camel's server waits then for a connection that is closed to take
 * more, for ever: the exchange would stay in memory, and a stop would wait for it. Stateless.
 */
public final class GoneClients {
    /** A stream that is still read notices its end by itself, much sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Watches the connection of an exchange, whose body becomes the stream that is sent. The first step of its route. */
    public void watch(Exchange exchange) {
        if (exchange.getMessage() instanceof HttpMessage message) {
            message.getResponse().closeHandler(closed -> end(exchange, Vertx.currentContext().owner()));
        }
    }

    private static void end(Exchange exchange, Vertx vertx) {
        if (exchange.getMessage().getBody() instanceof Closeable stream) {
            close(stream);
        }
        vertx.setTimer(PATIENCE.toMillis(), late -> {
            if (exchange.getUnitOfWork() != null) {
                UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
            }
        });
    }

    private static void close(Closeable stream) {
        try {
            stream.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
