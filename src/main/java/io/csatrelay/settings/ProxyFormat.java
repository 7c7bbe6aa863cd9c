package io.csatrelay.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** {@code http://host:port}, or {@code http://user:password@host:port} with both percent-encoded. A secret, because of the password. */
final class ProxyFormat implements Format<ProxyAddress> {
    private static final String ADVICE = "write http://host:port, or http://user:password@host:port with special characters percent-encoded";

    @Override
    public ProxyAddress parse(String text, Path workingDir) throws Refused {
        URI url = uri(text);
        if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || url.getPort() < 1 || url.getPort() > 65_535) {
            throw new Refused("is no address of an HTTP proxy", ADVICE);
        }
        if (!url.getRawPath().matches("/?") || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new Refused("has more than host and port", ADVICE);
        }
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        String[] user = url.getRawUserInfo() == null ? new String[0] : url.getRawUserInfo().split(":", 2);
        return new ProxyAddress(host, url.getPort(), part(user, 0), part(user, 1));
    }

    @Override
    public String shown(String text) {
        // Where there is an @ there is a password, and in a broken text nobody knows where it ends.
        return text.contains("@") ? Shown.MASK : Shown.quoted(Shown.url(text));
    }

    @Override
    public boolean secret() {
        return true;
    }

    private static URI uri(String text) throws Refused {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Refused("is no URL", ADVICE);
        }
    }

    private static Optional<String> part(String[] user, int index) {
        // A plus is a plus here: only query strings write a space so.
        return index < user.length ? Optional.of(URLDecoder.decode(user[index].replace("+", "%2B"), StandardCharsets.UTF_8)) : Optional.empty();
    }
}
