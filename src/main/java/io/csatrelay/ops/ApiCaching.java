package io.csatrelay.ops;

import io.csatrelay.report.ReportBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Lets a client keep an answer when it asks for that; otherwise nobody may. It asks with {@code Cache-Control: max-age=N}: the answer then
 * has an {@code ETag} and may be kept for N seconds, 600 at most; or with {@code If-None-Match}: 304 when the answer is the same still.
 * Every answer is computed from the store as it is. Stateless.
 */
public final class ApiCaching {
    private static final int TAG_BYTES = 16;

    /** Gives an answer whose body is there, as a report, bytes or text, its headers; nothing of the request's is left. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        boolean asks = KeepFor.seconds(message.getHeader("Cache-Control", String.class)) > 0;
        Optional<String> known = Optional.ofNullable(message.getHeader("If-None-Match", String.class));
        message.removeHeaders("*");
        if (!asks && known.isEmpty()) {
            return;
        }
        String tag = tag(message.getBody() instanceof ReportBytes report ? report.pieces() : List.of(ByteBuffer.wrap(message.getBody(byte[].class))));
        message.setHeader("ETag", tag);
        if (known.isPresent() && has(known.get(), tag)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            message.setBody(null);
        }
    }

    private static boolean has(String known, String tag) {
        return Arrays.stream(known.split(",")).map(String::strip).anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    private static String tag(List<ByteBuffer> body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            body.forEach(digest::update);
            return "\"" + HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
