package io.csatrelay.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on loopback that knows CONNECT alone; with a credential it wants that one, in Basic form. */
final class TestingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final String credential;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();

    /** @param credential what follows {@code Basic}, or null */
    TestingProxy(String credential) throws IOException {
        this.credential = credential;
        this.server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        threads.submit(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The targets that tunnels were made to. */
    List<String> tunnels() {
        return tunnels;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.submit(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (String head = head(client.getInputStream()); !head.isEmpty(); head = head(client.getInputStream())) {
                String[] first = head.split("\r\n")[0].split(" ");
                if (!first[0].equals("CONNECT")) {
                    say(client, "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n");
                } else if (credential != null && !head.contains("Proxy-Authorization: Basic " + credential)) {
                    say(client, "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
                } else {
                    tunnel(client, first[1]);
                    return;
                }
            }
        } catch (IOException gone) {
            // A client that goes away is a normal thing here.
        }
    }

    private void tunnel(Socket client, String target) throws IOException {
        String[] parts = target.split(":");
        try (Socket vendor = new Socket("127.0.0.1", Integer.parseInt(parts[1]))) {
            tunnels.add(target);
            say(client, "HTTP/1.1 200 Connected\r\n\r\n");
            threads.submit(() -> copy(vendor, client));
            copy(client, vendor);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One side is done.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static void say(Socket client, String words) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(words.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            threads.shutdownNow();
        }
    }
}
