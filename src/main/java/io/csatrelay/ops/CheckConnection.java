package io.csatrelay.ops;

import io.csatrelay.settings.ProxyAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Connects to a vendor's host and, for https, shakes hands, through the proxy if there is one; sends no request. For a vendor that has
 * nothing one could ask without changing something.
 */
final class CheckConnection {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int LONGEST_ANSWER = 16_384;

    private final Optional<ProxyAddress> proxy;
    private final SSLContext tls;

    /**
     * @param proxy through which one, if any
     * @param tls whom to trust
     */
    CheckConnection(Optional<ProxyAddress> proxy, SSLContext tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** @throws IOException when there is no connection */
    void connect(URI url) throws IOException {
        int port = port(url);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(proxy.map(via -> new InetSocketAddress(via.host(), via.port()))
                    .orElseGet(() -> new InetSocketAddress(url.getHost(), port)), TIMEOUT_MILLIS);
            if (proxy.isPresent()) {
                tunnel(socket, proxy.get(), url.getHost() + ":" + port);
            }
            if ("https".equalsIgnoreCase(url.getScheme())) {
                shakeHands(socket, url.getHost(), port);
            }
        }
    }

    /** The port that a URL leads to. */
    static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static void tunnel(Socket socket, ProxyAddress proxy, String target) throws IOException {
        StringBuilder request = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        proxy.user().ifPresent(user -> request.append("Proxy-Authorization: Basic ").append(Base64.getEncoder().encodeToString(
                (user + ":" + proxy.password().orElse("")).getBytes(StandardCharsets.UTF_8))).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        String status = head(socket.getInputStream()).split("\r\n", 2)[0].replaceFirst("^HTTP/\\S+ ", "");
        if (!status.startsWith("200")) {
            throw new ProxyRefused("the proxy " + proxy + " answers " + (status.matches("\\d{3}.*") ? status.substring(0, 3) : "no HTTP")
                    + (status.startsWith("407") ? ": check the user and password in HTTPS_PROXY" : ": may it connect to " + target + "?"));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_ANSWER) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void shakeHands(Socket socket, String host, int port) throws IOException {
        try (SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, false)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        }
    }

    /** The proxy did not let us through; its message says why. */
    static final class ProxyRefused extends IOException {
        private static final long serialVersionUID = 1L;

        ProxyRefused(String message) {
            super(message);
        }
    }
}
