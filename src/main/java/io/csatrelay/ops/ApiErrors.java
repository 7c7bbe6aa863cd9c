package io.csatrelay.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.collect.IntakeException;
import io.csatrelay.report.ReportException;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a failure into an answer. One that is ours has an id in answer and log, and no stack in the answer. */
public final class ApiErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    /** Answers for the exception that the exchange was stopped by. */
    public void answer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ApiException known = find(failure);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (known != null) {
            if (known.status() == 401) {
                exchange.getMessage().setHeader("WWW-Authenticate", ApiGate.CHALLENGE);
            }
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, known.status());
            exchange.getMessage().setBody(body(known.error(), known.getMessage(), known.field()));
            return;
        }
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 500);
        exchange.getMessage().setBody(body("internal", logged(exchange.getFromRouteId(), failure), null));
    }

    /** Logs a failure of our own. @return where the log has it, in words for the answer */
    static String logged(String answering, Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.error("answering {}: failure {}", answering, id, failure);
        return "the connector failed; its log has the reason under " + id;
    }

    private static ApiException find(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof ApiException known) {
                return known;
            }
            if (cause instanceof IntakeException known) {
                return new ApiException(known.status(), known.error(), known.getMessage(), null);
            }
            if (cause instanceof ReportException known) {
                return new ApiException(known.status(), known.error(), known.getMessage(), known.field());
            }
        }
        return null;
    }

    /** Answers a request that did not come as far as a route. */
    public static void answer(RoutingContext context, int status, String error, String message) {
        context.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body(error, message, null));
    }

    static String body(String error, String message, String field) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("error", error).put("message", message);
        return (field == null ? json : json.put("field", field)).toString();
    }
}
