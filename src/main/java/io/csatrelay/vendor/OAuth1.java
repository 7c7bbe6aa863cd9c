package io.csatrelay.vendor;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as OAuth 1.0 (RFC 5849) has it, by HMAC-SHA1: what LivePerson's older accounts hold. Safe for use by several threads. */
public final class OAuth1 {
    private static final String ALGORITHM = "HmacSHA1";

    private final String appKey;
    private final String accessToken;
    private final SecretKeySpec key;
    private final InstantSource clock;
    private final Supplier<String> nonces;

    /** @param clock the wall clock @param nonces a text at each call that it never gave before */
    public OAuth1(String appKey, String appSecret, String accessToken, String accessTokenSecret, InstantSource clock, Supplier<String> nonces) {
        this.appKey = appKey;
        this.accessToken = accessToken;
        this.key = new SecretKeySpec((encoded(appSecret) + "&" + encoded(accessTokenSecret)).getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * The value of the header {@code Authorization}.
     *
     * @param url without query
     * @param query as it is sent, percent-encoded or not where that makes no difference to a server; may be empty
     */
    public String header(String method, String url, String query) {
        Map<String, String> own = new TreeMap<>(Map.of("oauth_consumer_key", appKey, "oauth_token", accessToken, "oauth_nonce", nonces.get(),
                "oauth_timestamp", String.valueOf(clock.instant().getEpochSecond()), "oauth_signature_method", "HMAC-SHA1", "oauth_version", "1.0"));
        own.put("oauth_signature", signature(method, url, query, own));
        return "OAuth " + own.entrySet().stream().map(each -> each.getKey() + "=\"" + encoded(each.getValue()) + '"').collect(Collectors.joining(", "));
    }

    private String signature(String method, String url, String query, Map<String, String> own) {
        List<String> pairs = new ArrayList<>();
        own.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            pairs.add(encoded(decoded(parts[0])) + "=" + encoded(decoded(parts.length == 1 ? "" : parts[1])));
        }
        // Names of ASCII letters: the order of the pairs is the order of the names.
        String parameters = pairs.stream().sorted().collect(Collectors.joining("&"));
        String base = method + "&" + encoded(normal(URI.create(url))) + "&" + encoded(parameters);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    /** Scheme and host in lower case, and no port that is the scheme's own. */
    private static String normal(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + url.getPort()) + url.getRawPath();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** RFC 5849, 3.6: all but letters, digits and - . _ ~ */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    @Override
    public String toString() {
        return "OAuth1[***]";
    }
}
