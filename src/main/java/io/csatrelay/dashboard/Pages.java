package io.csatrelay.dashboard;

import io.csatrelay.ops.ApiErrors;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The page at {@code /} and its files at {@code /dashboard/}, public, out of the jar. A browser keeps them and asks each time whether
 * they are still the same: what it shows always belongs together. Safe for use by several threads.
 */
public final class Pages implements Handler<RoutingContext> {
    /** The paths that it answers. */
    public static final String PATHS = "/|/dashboard/.*";

    private static final Pattern FILE = Pattern.compile("/dashboard/([a-z][a-z-]{0,40}\\.(js|css|svg))");
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml", "html", "text/html; charset=utf-8");
    /** The chart library, in its own jar; its path there holds its version. */
    private static final String CHART = "chart.js";

    private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

    private record File(Buffer content, String type, String tag) {
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = SecurityHeaders.page(context.response());
        Optional<File> file = files(context.normalizedPath());
        String method = context.request().method().name();
        if (file.isEmpty()) {
            ApiErrors.answer(context, 404, "not_found", "there is no such path");
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            response.putHeader("Allow", "GET, HEAD");
            ApiErrors.answer(context, 405, "method_not_allowed", "this path takes GET, HEAD");
        } else {
            send(response.putHeader("Cache-Control", "no-cache").putHeader("ETag", file.get().tag()), file.get(),
                    file.get().tag().equals(context.request().getHeader("If-None-Match")), method.equals("HEAD"));
        }
    }

    private static void send(HttpServerResponse response, File file, boolean known, boolean head) {
        if (known) {
            response.setStatusCode(304).end();
        } else if (head) {
            response.putHeader("Content-Type", file.type()).putHeader("Content-Length", String.valueOf(file.content().length())).end();
        } else {
            response.putHeader("Content-Type", file.type()).end(file.content());
        }
    }

    private Optional<File> files(String path) {
        Matcher named = FILE.matcher(path);
        if (path.equals("/")) {
            return files.computeIfAbsent("index.html", name -> read("/dashboard/" + name, "html"));
        }
        if (!named.matches()) {
            return Optional.empty();
        }
        Optional<File> known = files.get(named.group(1));
        if (known != null) {
            return known;
        }
        Optional<File> found = read(named.group(1).equals(CHART) ? chart() : path, named.group(2));
        // Only what is there is remembered: there are as many names that are not as anyone likes.
        found.ifPresent(file -> files.put(named.group(1), found));
        return found;
    }

    private static String chart() {
        try (InputStream in = Pages.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/chart.js/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return "/META-INF/resources/webjars/chart.js/" + properties.getProperty("version") + "/dist/chart.umd.min.js";
        } catch (IOException failed) {
            throw new UncheckedIOException("reading the chart library's version", failed);
        }
    }

    private static Optional<File> read(String resource, String ending) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(bytes);
            return Optional.of(new File(Buffer.buffer(bytes), TYPES.get(ending), "\"" + Long.toHexString(sum.getValue()) + "-" + bytes.length + "\""));
        } catch (IOException failed) {
            throw new UncheckedIOException("reading " + resource, failed);
        }
    }
}
