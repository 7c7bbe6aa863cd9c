package io.csatrelay.app;

import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Tells whether the settings that MaestroQA's answers depend on are other than at the last start, without keeping the token: a
 * slow hash of it, salted with the endpoint.
 */
final class Fingerprint {
    private static final int ROUNDS = 20_000;
    private static final int BITS = 256;

    private Fingerprint() {
    }

    static String of(Settings settings) {
        String salt = settings.masked(MaestroSettings.URL) + " " + settings.get(MaestroSettings.TOKEN_HEADER);
        char[] token = settings.find(MaestroSettings.API_TOKEN).orElse("").toCharArray();
        try {
            PBEKeySpec key = new PBEKeySpec(token, salt.getBytes(StandardCharsets.UTF_8), ROUNDS, BITS);
            return HexFormat.of().formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has PBKDF2", impossible);
        }
    }
}
