package io.csatrelay.ops;

import io.csatrelay.settings.NetworkSettings;
import io.csatrelay.settings.ProxyAddress;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;

/** The proxy, when one is set: whether anything is there. What it lets through, each vendor's own line says. */
public final class CheckProxy {
    private static final String NAME = "proxy";
    private static final int TIMEOUT_MILLIS = 10_000;

    private CheckProxy() {
    }

    /** Empty when no proxy is set. */
    public static Optional<CheckPoint> check(Settings settings) {
        return settings.find(NetworkSettings.HTTPS_PROXY).map(CheckProxy::check);
    }

    private static CheckPoint check(ProxyAddress proxy) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), TIMEOUT_MILLIS);
            return CheckPoint.ok(NAME, proxy + " is there");
        } catch (IOException | UnresolvedAddressException failed) {
            return CheckPoint.problem(NAME, "connecting to " + proxy + " (" + failed.getClass().getSimpleName() + "): check HTTPS_PROXY");
        }
    }
}
