package io.csatrelay.settings;

import java.util.Optional;

/**
 * The HTTP proxy that vendor calls go through. Its {@link #toString()} shows neither user nor password.
 *
 * @param host name or address, without brackets
 * @param port 1 to 65535
 * @param user when the proxy wants one
 * @param password when the proxy wants one
 */
public record ProxyAddress(String host, int port, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
        String shownHost = host.contains(":") ? '[' + host + ']' : host;
        return "http://" + (user.isPresent() ? Shown.MASK + '@' : "") + shownHost + ':' + port;
    }
}
