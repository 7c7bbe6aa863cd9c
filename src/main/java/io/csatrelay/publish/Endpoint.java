package io.csatrelay.publish;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where distributions are pushed to. */
public record Endpoint(URI url) {
    /** The whole URL, as the route takes it. */
    public String getUrl() {
        return url.toString();
    }

    /** What the store knows it by: a hash, for a path may be as good as a password. */
    public String id() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(getUrl().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its host: safe in a log. */
    @Override
    public String toString() {
        return url.getHost();
    }
}
