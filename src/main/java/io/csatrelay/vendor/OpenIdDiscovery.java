package io.csatrelay.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;

/**
 * Where tokens are given: as configured, or as an OpenID provider says ({@code /.well-known/openid-configuration}, OpenID Connect
 * Discovery 1.0, 4). Remembered for as long as the process lives. Safe for use by several threads.
 */
public final class OpenIdDiscovery {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PASSING = 500;

    private final URI provider;
    private final String url;
    private final String settings;
    private volatile String tokenUrl;

    private OpenIdDiscovery(URI provider, String url, String tokenUrl, String settings) {
        this.provider = provider;
        this.url = url;
        this.tokenUrl = tokenUrl;
        this.settings = settings;
    }

    /** The token URL is configured: nobody is asked. */
    public static OpenIdDiscovery of(URI tokenUrl) {
        return new OpenIdDiscovery(tokenUrl, null, tokenUrl.toString(), "");
    }

    /**
     * @param provider scheme and host; the token URL that it names has to be there too, for it is given our secret
     * @param path of the issuer, with a slash before it
     * @param settings which settings to check when there is nothing there, in words
     */
    public static OpenIdDiscovery at(URI provider, String path, String settings) {
        return new OpenIdDiscovery(provider, provider + path + "/.well-known/openid-configuration", null, settings);
    }

    /** Whether the provider has to be asked. */
    public boolean isDue() {
        return tokenUrl == null;
    }

    /** What it is asked with. */
    public String getUrl() {
        return url;
    }

    /** Where tokens are given; null while nobody knows. */
    public String getTokenUrl() {
        return tokenUrl;
    }

    /**
     * Keeps what the provider answered.
     *
     * @throws VendorException when it names no token URL on its own host; it says whether to try again, and which settings to check
     */
    void take(int status, String body) throws VendorException {
        String came = "looking up where tokens are given: HTTP " + status + " from " + provider.getHost();
        if (status == 408 || status == 425 || status == 429 || status >= PASSING) {
            throw new VendorException(came + ": it has a fault of its own, or its rate limit is reached", status, true, null, null);
        }
        if (status < 200 || status >= 300) {
            throw new VendorException(came + ": check " + settings, status, false, null, null);
        }
        URI found = found(body);
        if (found == null) {
            throw new VendorException(came + " without a token_endpoint: check " + settings, status, false, null, null);
        }
        if (!provider.getScheme().equalsIgnoreCase(found.getScheme()) || !provider.getRawAuthority().equalsIgnoreCase(found.getRawAuthority())) {
            throw new VendorException(came + ", which names a token URL on another host: it is not given our secret; if that is right, set the token URL yourself",
                    status, false, null, null);
        }
        tokenUrl = found.toString();
    }

    private static URI found(String body) {
        try {
            String url = JSON.readTree(body == null ? "" : body).path("token_endpoint").asText("");
            return url.isEmpty() ? null : URI.create(url);
        } catch (JsonProcessingException | IllegalArgumentException none) {
            return null;
        }
    }
}
