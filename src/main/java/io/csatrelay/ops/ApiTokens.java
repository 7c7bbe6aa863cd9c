package io.csatrelay.ops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The two tokens of the API, compared in constant time. Immutable. */
public final class ApiTokens {
    private final Optional<byte[]> read;
    private final Optional<byte[]> admin;

    /**
     * @param read who may read
     * @param admin who may read and act
     */
    public ApiTokens(Optional<String> read, Optional<String> admin) {
        this.read = read.map(ApiTokens::bytes);
        this.admin = admin.map(ApiTokens::bytes);
    }

    /** Whether no token is set: then all is open, and on loopback only. */
    public boolean open() {
        return read.isEmpty() && admin.isEmpty();
    }

    /** What a token is good for; empty for a wrong one. */
    public Optional<Access> access(String given) {
        byte[] bytes = bytes(given);
        // Both are compared whatever the first says, so that time tells nothing.
        boolean reads = matches(read, bytes);
        boolean acts = matches(admin, bytes);
        return acts ? Optional.of(Access.ADMIN) : reads ? Optional.of(Access.READ) : Optional.empty();
    }

    private static boolean matches(Optional<byte[]> token, byte[] given) {
        return token.isPresent() && MessageDigest.isEqual(token.get(), given);
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
