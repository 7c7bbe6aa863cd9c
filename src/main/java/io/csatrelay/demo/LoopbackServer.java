package io.csatrelay.demo;

import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * An HTTP/1.1 server on 127.0.0.1 with one event loop, which remembers every request and applies the queued faults.
 * The vendor behind it is called on the event loop only, one request at a time.
 */
final class LoopbackServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int CLOSE_SECONDS = 10;

    /** What answers: gets the request, its body and a look-up of its headers (null when absent). */
    interface Vendor {
        DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header);
    }

    private final RequestLog log = new RequestLog();
    private final DemoFaults faults = new DemoFaults();
    private final LongSupplier ticker;
    private final Duration delay;
    private final String credentialHeader;
    private final Vendor vendor;
    private final Vertx vertx;
    private final HttpServer http;

    private LoopbackServer(String credentialHeader, Duration delay, LongSupplier ticker, Vendor vendor) {
        this.credentialHeader = credentialHeader;
        this.delay = delay;
        this.ticker = ticker;
        this.vendor = vendor;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(new FileSystemOptions()
                        .setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.http = vertx.createHttpServer(new HttpServerOptions()
                .setTcpNoDelay(true).setHttp2ClearTextEnabled(false));
    }

    /**
     * Starts a server.
     *
     * @param name             of the vendor, for the message of the exception
     * @param port             0 for any free one
     * @param credentialHeader the header whose presence the log notes
     * @param delay            before every answer
     * @throws IOException when the port cannot be had; the message names it
     */
    static LoopbackServer start(String name, int port, String credentialHeader, Duration delay, LongSupplier ticker,
            Vendor vendor) throws IOException {
        LoopbackServer server = new LoopbackServer(credentialHeader, delay, ticker, vendor);
        try {
            await(server.http.requestHandler(server::arrived).listen(port, HOST).toCompletionStage());
            return server;
        } catch (IOException e) {
            server.close();
            throw new IOException("starting " + name + " on " + HOST + " port " + port + ": " + e.getMessage()
                    + ": free that port or choose another one", e);
        }
    }

    int port() {
        return http.actualPort();
    }

    String url() {
        return "http://" + HOST + ":" + port();
    }

    RequestLog log() {
        return log;
    }

    DemoFaults faults() {
        return faults;
    }

    private void arrived(HttpServerRequest http) {
        String query = http.query() == null ? "" : http.query();
        DemoRequest request = log.arrived(http.method().name(), http.path(), query,
                http.getHeader(credentialHeader) != null, ticker.getAsLong());
        // A client that gives up while its answer waits is a normal thing here.
        http.exceptionHandler(gone -> { });
        http.response().exceptionHandler(gone -> { });
        http.body().onSuccess(body -> answer(new Exchange(http, request, body), faults.pick(request)));
    }

    private record Exchange(HttpServerRequest http, DemoRequest request, Buffer body) { }

    private void answer(Exchange exchange, DemoFault fault) {
        if (fault == null) {
            sendLater(exchange, work(exchange), delay);
        } else if (fault instanceof DemoFault.Instead instead) {
            sendLater(exchange, instead.answer(), delay);
        } else if (fault instanceof DemoFault.Rewrite rewrite) {
            sendLater(exchange, rewrite.change().apply(exchange.request(), work(exchange)), delay);
        } else if (fault instanceof DemoFault.AfterTaking after) {
            work(exchange);
            answer(exchange, after.then());
        } else if (fault instanceof DemoFault.Delay later) {
            sendLater(exchange, work(exchange), later.by());
        } else if (fault instanceof DemoFault.Hold hold) {
            sendAfter(exchange, work(exchange), hold.until());
        } else if (fault instanceof DemoFault.Truncate truncate) {
            truncate(exchange, work(exchange), truncate.chunked());
        } else if (fault instanceof DemoFault.Reset) {
            reset(exchange);
        }
        // What is left is NeverAnswer: nothing to do.
    }

    private DemoAnswer work(Exchange exchange) {
        try {
            return vendor.answer(exchange.request(), exchange.body().getBytes(), exchange.http()::getHeader);
        } catch (RuntimeException e) {
            // A mistake in the demo vendor itself must show in the test that met it, not hang it.
            return DemoAnswer.json(500, "{\"error\":\"the demo vendor failed\",\"description\":\"" + e.getClass().getName() + "\"}");
        }
    }

    private void sendLater(Exchange exchange, DemoAnswer answer, Duration by) {
        if (by.isZero()) {
            send(exchange, answer);
        } else {
            vertx.setTimer(Math.max(1, by.toMillis()), timer -> send(exchange, answer));
        }
    }

    /** The event loop goes on meanwhile, and sends it. */
    private void sendAfter(Exchange exchange, DemoAnswer answer, CompletionStage<?> until) {
        Context loop = vertx.getOrCreateContext();
        until.whenComplete((value, failure) -> loop.runOnContext(released -> send(exchange, answer)));
    }

    private void send(Exchange exchange, DemoAnswer answer) {
        log.ended(exchange.request(), ticker.getAsLong(), answer.status());
        HttpServerResponse response = head(exchange, answer);
        if (answer.file() != null) {
            response.sendFile(answer.file().toString()).onComplete(sent -> vertx.fileSystem().delete(answer.file().toString()));
        } else if (!response.closed()) {
            response.end(Buffer.buffer(answer.body()));
        }
    }

    private static HttpServerResponse head(Exchange exchange, DemoAnswer answer) {
        HttpServerResponse response = exchange.http().response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return response;
    }

    private void truncate(Exchange exchange, DemoAnswer answer, boolean chunked) {
        log.ended(exchange.request(), ticker.getAsLong(), answer.status());
        HttpServerResponse response = head(exchange, answer);
        if (chunked) {
            response.setChunked(true);
        } else {
            response.putHeader("Content-Length", String.valueOf(answer.body().length));
        }
        response.write(Buffer.buffer(answer.body()).slice(0, answer.body().length / 2))
                .onComplete(written -> exchange.http().connection().close());
    }

    private void reset(Exchange exchange) {
        log.ended(exchange.request(), ticker.getAsLong(), 0);
        var channel = ((ConnectionBase) exchange.http().connection()).channel();
        // Closing with linger 0 sends RST in place of FIN.
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() {
        try {
            await(vertx.close().toCompletionStage());
        } catch (IOException e) {
            throw new IllegalStateException("stopping a demo vendor: " + e.getMessage(), e);
        }
    }

    private static void await(CompletionStage<?> stage) throws IOException {
        try {
            stage.toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no sign of it within " + CLOSE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
