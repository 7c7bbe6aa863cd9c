package io.csatrelay.app;

import io.csatrelay.settings.HttpSettings;
import io.csatrelay.settings.Setting;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether our ports can be had before anything is started, so that one that is taken is said clearly. */
final class Ports {
    private Ports() {
    }

    /** @throws IllegalStateException when one of both ports cannot be had: which, why, and what to do */
    static void requireFree(Settings settings) {
        requireFree(settings, HttpSettings.HOST, HttpSettings.PORT);
        requireFree(settings, HttpSettings.MANAGEMENT_HOST, HttpSettings.MANAGEMENT_PORT);
    }

    private static void requireFree(Settings settings, Setting<String> host, Setting<Integer> port) {
        int number = settings.get(port);
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.get(host)), number));
        } catch (IOException taken) {
            throw new IllegalStateException("listening on " + settings.get(host) + " port " + number + " (" + host.name() + ", " + port.name()
                    + "): " + taken.getMessage() + ": stop what listens there, or set " + port.name() + " to a free port, such as "
                    + port.name() + "=" + (number + 1), taken);
        }
    }

    /** A free port of loopback, for when 0 was asked for and the port has to be known before the start. */
    static int free() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
