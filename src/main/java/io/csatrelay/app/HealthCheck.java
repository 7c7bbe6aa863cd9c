package io.csatrelay.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * Asks whether the process is alive, for the image's HEALTHCHECK: the image has neither curl nor needs a shell. Exit code 0 or 1. Knows nothing
 * of the connector, so that it starts at once.
 */
public final class HealthCheck {
    private static final int TIMEOUT_MILLIS = 3_000;

    private HealthCheck() {
    }

    /** Asks {@code /observe/health/live} on MANAGEMENT_PORT of this machine, or the URL that is given. */
    public static void main(String[] arguments) {
        String port = System.getenv("MANAGEMENT_PORT");
        String url = arguments.length > 0 ? arguments[0]
                : "http://127.0.0.1:" + (port == null || port.isEmpty() ? "9090" : port) + "/observe/health/live";
        System.exit(alive(url) ? 0 : 1);
    }

    private static boolean alive(String url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                System.err.println("asking " + url + ": HTTP " + status);
            }
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException failed) {
            System.err.println("asking " + url + ": " + failed.getMessage());
            return false;
        }
    }
}
