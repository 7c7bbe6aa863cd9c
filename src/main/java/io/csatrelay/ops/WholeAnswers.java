package io.csatrelay.ops;

import io.csatrelay.report.ReportBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Sends a report in one piece. Camel's server reads bytes as a stream, 8 KB at a time, each by way of two threads: for an answer of 7 MB
 * that is 900 times. A buffer it sends as it is, but without its length, so that is said here. Stateless.
 */
public final class WholeAnswers implements Handler<RoutingContext> {
    /** Between the route and the handler only: Camel lets no route set {@code Content-Length}. */
    private static final String LENGTH = "X-Csat-Length";

    /** The last step of a report's route; no body, as of a 304, stays as it is. */
    public void send(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof ReportBytes report) {
            ByteBuffer[] pieces = report.pieces().toArray(ByteBuffer[]::new);
            ByteBuf whole = Unpooled.wrappedBuffer(pieces.length, pieces);
            message.setHeader(LENGTH, whole.readableBytes());
            message.setBody(Buffer.buffer(whole));
        }
    }

    /** Stands before Camel's routes: Camel calls each buffer chunked, which no answer with a length is. */
    @Override
    public void handle(RoutingContext context) {
        context.addHeadersEndHandler(ready -> {
            MultiMap headers = context.response().headers();
            String length = headers.get(LENGTH);
            if (length != null) {
                headers.remove(LENGTH).remove("Transfer-Encoding").set("Content-Length", length);
            }
        });
        context.next();
    }
}
