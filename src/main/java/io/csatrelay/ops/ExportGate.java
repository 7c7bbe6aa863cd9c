package io.csatrelay.ops;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Stands before the exports: whoever does not take CSV finds nothing there, as Gnatta's "Reporting API", Key Information, has it. */
public final class ExportGate implements Handler<RoutingContext> {
    /** The paths that it stands before. */
    public static final String PATHS = "/reporting/export/.*";

    private static final List<String> CSV = List.of("*/*", "text/csv");

    @Override
    public void handle(RoutingContext context) {
        List<String> accepts = context.request().headers().getAll("Accept");
        if (accepts.isEmpty() || takesCsv(String.join(",", accepts))) {
            context.next();
        } else {
            context.response().setStatusCode(404).putHeader("Content-Type", "application/json")
                    .end(ApiErrors.body("not_found", "an export is CSV: send Accept: text/csv, or */*", null));
        }
    }

    private static boolean takesCsv(String accept) {
        return Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",")).anyMatch(type -> CSV.contains(type.split(";")[0].strip()));
    }
}
