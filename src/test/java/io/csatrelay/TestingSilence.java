package io.csatrelay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of loopback where nobody listens, and nobody else can while this is open: connections are refused. */
public final class TestingSilence implements AutoCloseable {
    private final Socket bound = new Socket();

    public TestingSilence() throws IOException {
        bound.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    /** {@code http://127.0.0.1:<port>}. */
    public String url() {
        return "http://127.0.0.1:" + bound.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
