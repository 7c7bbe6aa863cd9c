package io.csatrelay.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a demo vendor answers. The body is not copied: leave it alone once handed over.
 *
 * @param headers beside Content-Length, which the server adds
 * @param file    null, or what is sent in place of the body, and deleted then
 */
public record DemoAnswer(int status, Map<String, String> headers, byte[] body, Path file) {

    private static final String JSON = "application/json; charset=utf-8";

    /** Keeps the headers from being changed behind the answer's back. */
    public DemoAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer whose body is in memory. */
    public DemoAnswer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, null);
    }

    /** An answer with a JSON body. */
    public static DemoAnswer json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static DemoAnswer json(int status, byte[] body) {
        return new DemoAnswer(status, Map.of("Content-Type", JSON), body);
    }

    /** An answer with a body of another type. */
    public static DemoAnswer text(int status, String contentType, String body) {
        return new DemoAnswer(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one header more; a null value leaves the answer as it is. */
    public DemoAnswer with(String header, String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new DemoAnswer(status, more, body, file);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
