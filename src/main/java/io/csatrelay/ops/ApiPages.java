package io.csatrelay.ops;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The page on which the API can be tried, {@code /docs}: public, as the contract is. Swagger UI from the jar, which asks no other host;
 * no script but its own runs.
 */
public final class ApiPages implements Handler<RoutingContext> {
    /** The paths of the page and of what it loads. */
    public static final String PATHS = "/docs(/.*)?";

    /** Swagger UI draws its signs from data: URLs. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Map<String, Page> pages;

    private record Page(String resource, String type) {
    }

    /** Finds what the jars have; reads nothing before it is asked for. */
    public ApiPages() {
        String swagger = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
        pages = Map.of("/docs", new Page("/docs/index.html", HTML), "/docs/start.js", new Page("/docs/start.js", SCRIPT),
                "/docs/swagger-ui.css", new Page(swagger + "swagger-ui.css", STYLE),
                "/docs/swagger-ui-bundle.js", new Page(swagger + "swagger-ui-bundle.js", SCRIPT));
    }

    private static String swaggerVersion() {
        try (InputStream in = ApiPages.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties pom = new Properties();
            pom.load(in);
            return pom.getProperty("version");
        } catch (IOException failed) {
            throw new UncheckedIOException("looking for Swagger UI", failed);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        Page page = pages.get(context.normalizedPath());
        if (page == null) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response().putHeader("X-Content-Type-Options", "nosniff").putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "no-referrer").putHeader("Cache-Control", "no-cache");
        if (context.request().method() == HttpMethod.GET) {
            response.putHeader("Content-Type", page.type).end(Buffer.buffer(bytes(page.resource)));
        } else {
            response.setStatusCode(405).putHeader("Allow", "GET").putHeader("Content-Type", "application/json")
                    .end(ApiErrors.body("method_not_allowed", "this path takes GET", null));
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = ApiPages.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException("reading " + resource, failed);
        }
    }
}
