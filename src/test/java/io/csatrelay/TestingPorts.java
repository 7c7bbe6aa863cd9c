package io.csatrelay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of loopback for processes that are told theirs before they start. */
public final class TestingPorts {
    /** Below the range that systems take ports from for whoever asks for any: those who do so meanwhile do not get this one. */
    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 30_000;

    private TestingPorts() {
    }

    /** A port that is free now. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // The next one.
            }
        }
    }
}
