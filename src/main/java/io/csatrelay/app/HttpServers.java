package io.csatrelay.app;

import io.csatrelay.ops.ApiGate;
import io.csatrelay.settings.HttpSettings;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EventObject;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** The two HTTP servers: the API's, behind its gate, and the management one with health and metrics. */
final class HttpServers extends EventNotifierSupport {
    private final ApiGate gate;

    private HttpServers(ApiGate gate) {
        this.gate = gate;
    }

    /** Sets both up. @throws IllegalStateException when a port is taken: Camel would only log that */
    static void configure(Main camel, Settings settings) {
        String host = settings.get(HttpSettings.HOST);
        int port = settings.get(HttpSettings.PORT);
        String managementHost = settings.get(HttpSettings.MANAGEMENT_HOST);
        int managementPort = settings.get(HttpSettings.MANAGEMENT_PORT);
        requireFree(host, port, HttpSettings.PORT.name());
        requireFree(managementHost, managementPort, HttpSettings.MANAGEMENT_PORT.name());
        property(camel, "camel.server.enabled", "true");
        property(camel, "camel.server.host", host);
        property(camel, "camel.server.port", port);
        property(camel, "camel.server.maxBodySize", 1 << 20);
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

    /** Puts the gate before every path of the API, before the first of them is there. */
    static void guard(Main camel, Settings settings) {
        ApiGate gate = new ApiGate("/openapi/csat-relay.json", settings.find(HttpSettings.READ_TOKEN), settings.find(HttpSettings.ADMIN_TOKEN));
        camel.bind("httpServers", new HttpServers(gate));
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
        context.hasService(MainHttpServer.class).getRouter().route().handler(gate);
    }

    private static void requireFree(String host, int port, String setting) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new IllegalStateException("listening on " + host + ":" + port + ": " + taken.getMessage()
                    + ": stop what uses the port, or set " + setting + " to another, or to 0 for any free one", taken);
        }
    }

    private static void property(Main camel, String name, Object value) {
        camel.addInitialProperty(name, String.valueOf(value));
    }
}
