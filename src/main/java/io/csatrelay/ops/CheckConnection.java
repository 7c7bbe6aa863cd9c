package io.csatrelay.ops;

import io.csatrelay.settings.NetworkSettings;
import io.csatrelay.settings.ProxyAddress;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Connects to a vendor's host and, for https, shakes hands, through the proxy if there is one; sends no request. For a vendor that has
 * nothing one could ask without changing something.
 */
final class CheckConnection {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int LONGEST_ANSWER = 16_384;

    private final Optional<ProxyAddress> proxy;
    private final List<String> without;
    private final Optional<Path> authorities;

    CheckConnection(Settings settings) {
        this.proxy = settings.find(NetworkSettings.HTTPS_PROXY);
        this.without = settings.find(NetworkSettings.NO_PROXY).orElse(List.of());
        this.authorities = settings.find(NetworkSettings.CA_BUNDLE_FILE);
    }

    /** @throws IOException when there is no connection */
    void connect(URI url) throws IOException {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        Optional<ProxyAddress> through = tls ? proxy.filter(any -> proxied(url.getHost())) : Optional.empty();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(through.map(via -> new InetSocketAddress(via.host(), via.port()))
                    .orElseGet(() -> new InetSocketAddress(url.getHost(), port)), TIMEOUT_MILLIS);
            if (through.isPresent()) {
                tunnel(socket, through.get(), url.getHost() + ":" + port);
            }
            if (tls) {
                shakeHands(socket, url.getHost(), port);
            }
        }
    }

    private boolean proxied(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return without.stream().map(pattern -> pattern.replaceFirst("^\\*\\.", "."))
                .noneMatch(pattern -> pattern.equals("*") || pattern.equals(name)
                        || name.endsWith(pattern.startsWith(".") ? pattern : "." + pattern));
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
        try (SSLSocket secure = (SSLSocket) context().getSocketFactory().createSocket(socket, host, port, false)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        } catch (GeneralSecurityException e) {
            throw new IOException("preparing TLS", e);
        }
    }

    /** The system's own authorities, and those of the bundle. */
    private SSLContext context() throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            return SSLContext.getDefault();
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        int number = 0;
        for (var manager : usual.getTrustManagers()) {
            for (Certificate certificate : ((javax.net.ssl.X509TrustManager) manager).getAcceptedIssuers()) {
                trusted.setCertificateEntry("usual" + number++, certificate);
            }
        }
        try (InputStream in = Files.newInputStream(authorities.get())) {
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("bundle" + number++, certificate);
            }
        }
        TrustManagerFactory all = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        all.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, all.getTrustManagers(), null);
        return context;
    }

    /** The proxy did not let us through; its message says why. */
    static final class ProxyRefused extends IOException {
        private static final long serialVersionUID = 1L;

        ProxyRefused(String message) {
            super(message);
        }
    }
}
