package io.csatrelay.vendor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a body: base64(HMAC-SHA256(secret, timestamp + body)), as Zendesk signs its webhooks (vendor document: "Verifying webhook
 * authenticity"; the secret is used as it stands, although it looks like base64). Safe for use by several threads.
 */
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Signature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param timestamp as the header has it @param body as it is sent, UTF-8 */
    public String of(String timestamp, String body) {
        return of(timestamp, body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param timestamp as the header has it @param body the bytes as they are sent */
    public String of(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
