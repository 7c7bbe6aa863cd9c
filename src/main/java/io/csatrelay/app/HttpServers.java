package io.csatrelay.app;

import io.csatrelay.dashboard.Pages;
import io.csatrelay.dashboard.SignIn;
import io.csatrelay.ops.ApiGate;
import io.csatrelay.ops.ApiTokens;
import io.csatrelay.ops.ApiPages;
import io.csatrelay.ops.ExportGate;
import io.csatrelay.ops.KeepFor;
import io.csatrelay.ops.ReportLimit;
import io.csatrelay.ops.WholeAnswers;
import io.csatrelay.settings.HttpSettings;
import io.csatrelay.settings.ReportSettings;
import io.csatrelay.settings.Settings;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** The two HTTP servers: the API's, behind its gate, with the dashboard before it, and the management one with health and metrics. */
final class HttpServers extends EventNotifierSupport {
    /** More than a token needs. */
    private static final int SIGN_IN_BYTES = 4096;

    private final ApiGate gate;
    private final SignIn signIn;
    private final ReportLimit limit;
    private final Pages pages = new Pages();

    private HttpServers(ApiGate gate, SignIn signIn, ReportLimit limit) {
        this.gate = gate;
        this.signIn = signIn;
        this.limit = limit;
    }

    /** Sets both up. Camel takes two servers on the same port number for one, 0 too: so any free one is chosen here. Whoever starts them has looked whether the ports are free: Camel would only log that one is not. */
    static void configure(Main camel, Settings settings) {
        String host = settings.get(HttpSettings.HOST);
        int port = chosen(settings.get(HttpSettings.PORT));
        String managementHost = settings.get(HttpSettings.MANAGEMENT_HOST);
        int managementPort = chosen(settings.get(HttpSettings.MANAGEMENT_PORT));
        property(camel, "camel.server.enabled", "true");
        property(camel, "camel.server.host", host);
        property(camel, "camel.server.port", port);
        property(camel, "camel.server.maxBodySize", 1 << 20);
        property(camel, "camel.rest.clientRequestValidation", "true");
        property(camel, "camel.management.enabled", "true");
        property(camel, "camel.management.host", managementHost);
        property(camel, "camel.management.port", managementPort);
        property(camel, "camel.management.healthCheckEnabled", "true");
        property(camel, "camel.management.healthPath", "/observe/health");
        property(camel, "camel.health.exposureLevel", "full");
        property(camel, "camel.health.consumersEnabled", "false");
        property(camel, "camel.metrics.enabled", "true");
        property(camel, "camel.management.metricsEnabled", "true");
        property(camel, "camel.metrics.path", "/observe/metrics");
        property(camel, "camel.metrics.enableRoutePolicy", "false");
        property(camel, "camel.metrics.enableMessageHistory", "false");
        property(camel, "camel.metrics.enableExchangeEventNotifier", "false");
        property(camel, "camel.metrics.enableRouteEventNotifier", "false");
    }

    private static int chosen(int port) {
        try {
            return port == 0 ? Ports.free() : port;
        } catch (IOException failed) {
            throw new UncheckedIOException("looking for a free port", failed);
        }
    }

    /** Puts the dashboard, and the gate, before every path of the API, before the first of them is there. */
    static void guard(Main camel, Settings settings, LongSupplier nanos) {
        ApiTokens tokens = new ApiTokens(settings.find(HttpSettings.READ_TOKEN), settings.find(HttpSettings.ADMIN_TOKEN));
        SignIn signIn = new SignIn(tokens, nanos);
        ReportLimit limit = new ReportLimit(settings.get(ReportSettings.REQUESTS_PER_MINUTE), nanos);
        camel.bind("httpServers", new HttpServers(new ApiGate("/openapi/csat-relay.json", tokens, signIn), signIn, limit));
    }

    /** The API's port, as it was bound. */
    static int apiPort(CamelContext context) {
        return context.hasService(MainHttpServer.class).getRouter().getServer().getPort();
    }

    /** The management port, as it was bound. */
    static int managementPort(CamelContext context) {
        return context.hasService(ManagementHttpServer.class).getRouter().getServer().getPort();
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.RoutesStarting;
    }

    @Override
    public void notify(CamelEvent event) {
        CamelContext context = ((CamelEvent.CamelContextEvent) event).getContext();
        Router router = context.hasService(MainHttpServer.class).getRouter();
        router.routeWithRegex(Pages.PATHS).handler(pages).failureHandler(ApiGate::failed);
        router.route("/session").handler(BodyHandler.create(false).setBodyLimit(SIGN_IN_BYTES)).handler(signIn).failureHandler(ApiGate::failed);
        router.routeWithRegex(ApiPages.PATHS).handler(new ApiPages()).failureHandler(ApiGate::failed);
        router.route().handler(gate).failureHandler(ApiGate::failed);
        router.routeWithRegex(ReportLimit.PATHS).handler(limit).handler(new KeepFor()).handler(new WholeAnswers()).failureHandler(ApiGate::failed);
        router.routeWithRegex(ExportGate.PATHS).handler(new ExportGate()).failureHandler(ApiGate::failed);
    }

    private static void property(Main camel, String name, Object value) {
        camel.addInitialProperty(name, String.valueOf(value));
    }
}
