package io.csatrelay.ops;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how long a client asks to keep an answer: {@code Cache-Control: max-age=N} of its request. As a handler, says so on every answer
 * that has an {@code ETag}: Camel lets no route set {@code Cache-Control}.
 */
public final class KeepFor implements Handler<RoutingContext> {
    /** As long as Gnatta keeps its answers: "Reporting API", Key Information. */
    private static final long LONGEST_SECONDS = 600;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|,)\\s*max-age\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:,|$)");

    /** The seconds asked for, 600 at most; 0 when it does not ask. */
    static long seconds(String cacheControl) {
        String asked = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
        Matcher age = MAX_AGE.matcher(asked);
        boolean forbids = asked.contains("no-cache") || asked.contains("no-store");
        return forbids || !age.find() ? 0 : Math.min(Long.parseLong(age.group(1)), LONGEST_SECONDS);
    }

    @Override
    public void handle(RoutingContext context) {
        long seconds = seconds(context.request().getHeader("Cache-Control"));
        context.addHeadersEndHandler(ready -> {
            if (context.response().headers().contains("ETag")) {
                context.response().putHeader("Cache-Control", seconds == 0 ? "private, no-cache" : "private, max-age=" + seconds);
            }
        });
        context.next();
    }
}
