package io.csatrelay.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a vendor is: https, or http on loopback, so that no credential travels in the clear. Its normal form has scheme and host in lower
 * case and no slash at the end.
 *
 * @param wholeEndpoint whether it may have a path; else it is scheme, host and port
 * @param example for messages
 */
record VendorUrl(boolean wholeEndpoint, String example) implements Format<URI> {

    @Override
    public URI parse(String text, Path workingDir) throws Refused {
        URI url = uri(text);
        requireHost(url);
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new Refused("has a query or a fragment", "write it without, such as " + example);
        }
        requireSafe(url);
        String path = url.getRawPath().replaceFirst("/+$", "");
        if (!wholeEndpoint && !path.isEmpty()) {
            throw new Refused("has a path", "write scheme and host only, such as " + example);
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(lower(url.getScheme()) + "://" + lower(url.getHost()) + port + path);
    }

    @Override
    public String shown(String text) {
        return Shown.quoted(Shown.url(text));
    }

    private URI uri(String text) throws Refused {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new Refused("is no URL", "write it such as " + example);
        }
    }

    private void requireHost(URI url) throws Refused {
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw new Refused("has a user in it", "credentials have settings of their own; write it such as " + example);
        }
        if (url.getScheme() == null || url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
            throw new Refused("is no URL with scheme and host", "write it such as " + example);
        }
    }

    private void requireSafe(URI url) throws Refused {
        String scheme = lower(url.getScheme());
        if (scheme.equals("http") && !Hosts.loopback(url.getHost())) {
            throw new Refused("is http to another machine", "use https; http is only for localhost, 127.0.0.0/8 and [::1]");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Refused("is not https", "write it such as " + example);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
