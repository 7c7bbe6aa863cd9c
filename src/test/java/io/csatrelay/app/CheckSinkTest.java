package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.SettingsLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of MaestroQA: connecting to a host of its own, directly and through a proxy, with a certificate that nobody else trusts. */
class CheckSinkTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void shouldTrustTheBundleAndNobodyElse() throws Exception {
        SSLContext tls = serverContext();
        Thread serving = serve(socket -> shakeHands(tls, socket));
        String url = "https://localhost:" + server.getLocalPort();

        assertThat(check(url, Map.of())).startsWith("problem  maestroqa: connecting to localhost: no TLS connection (SSLHandshakeException)");
        assertThat(check(url, Map.of("CA_BUNDLE_FILE", bundle()))).startsWith("ok       maestroqa: localhost is there; ");
        assertThat(check("https://127.0.0.1:" + server.getLocalPort(), Map.of("CA_BUNDLE_FILE", bundle()))).as("another name than the certificate's")
                .startsWith("problem  maestroqa: connecting to 127.0.0.1: no TLS connection");
        serving.interrupt();
    }

    @Test
    void shouldSignInToTheProxyAndShakeHandsThroughIt() throws Exception {
        SSLContext tls = serverContext();
        serve(socket -> {
            heard.add(head(socket.getInputStream()));
            socket.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes());
            shakeHands(tls, socket);
        });

        assertThat(check("https://localhost:7443", Map.of("HTTPS_PROXY", "http://me:pass@127.0.0.1:" + server.getLocalPort(), "NO_PROXY", "other.invalid",
                "CA_BUNDLE_FILE", bundle()))).startsWith("ok       maestroqa: localhost is there (HTTPS_PROXY http://***@127.0.0.1:");

        assertThat(heard.poll(5, TimeUnit.SECONDS)).startsWith("CONNECT localhost:7443 HTTP/1.1\r\n")
                .contains("Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString("me:pass".getBytes()));
    }

    @Test
    void shouldSayThatTheProxyRefuses() throws Exception {
        serve(socket -> {
            head(socket.getInputStream());
            socket.getOutputStream().write("HTTP/1.1 407 c4n4ry\r\n\r\n".getBytes());
        });

        assertThat(check("https://vendor.invalid", Map.of("HTTPS_PROXY", "http://me:s3cret@127.0.0.1:" + server.getLocalPort()))).isEqualTo(
                "problem  maestroqa: the proxy http://***@127.0.0.1:" + server.getLocalPort() + " answers 407: check the user and password in HTTPS_PROXY");
    }

    @Test
    void shouldPassTheProxyByForHostsThatNeedNone() throws Exception {
        assertThat(check("https://vendor.invalid", Map.of("HTTPS_PROXY", "http://127.0.0.1:" + server.getLocalPort(), "NO_PROXY", "x.example,.invalid")))
                .isEqualTo("problem  maestroqa: connecting to vendor.invalid: the host name is not known: check the URL, the DNS, and HTTPS_PROXY");
    }

    private static String check(String url, Map<String, String> environment) throws Exception {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("MAESTROQA_URL", url + "/api");
        all.put("MAESTROQA_API_TOKEN", "x");
        return CheckCommand.sink(new SettingsLoader(Catalogue.standard(), folder, folder).load(all)).toString();
    }

    private static String bundle() {
        return folder.resolve("ca.pem").toString();
    }

    /** Serves each connection in turn until the test ends. */
    private Thread serve(Service service) {
        Thread serving = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    service.serve(socket);
                } catch (IOException refusedOrClosed) {
                    heard.add(refusedOrClosed.getClass().getSimpleName());
                }
            }
        }, "server");
        serving.setDaemon(true);
        serving.start();
        return serving;
    }

    private static void shakeHands(SSLContext tls, Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
        secure.setUseClientMode(false);
        secure.startHandshake();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static SSLContext serverContext() throws Exception {
        Path store = folder.resolve("key.p12");
        if (!Files.exists(store)) {
            keytool("-genkeypair", "-alias", "localhost", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-validity", "2",
                    "-keystore", store.toString(), "-storepass", new String(PASSWORD), "-storetype", "PKCS12");
            keytool("-exportcert", "-rfc", "-alias", "localhost", "-keystore", store.toString(), "-storepass", new String(PASSWORD), "-file",
                    folder.resolve("ca.pem").toString());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(java.util.List.of(arguments));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    /** What a server does with a connection. */
    private interface Service {
        void serve(Socket socket) throws IOException;
    }
}
