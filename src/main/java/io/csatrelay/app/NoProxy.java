package io.csatrelay.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts are called without the proxy: NO_PROXY as curl and most tools read it. {@code company.com}, {@code .company.com} and
 * {@code *.company.com} mean the domain and all below it, {@code *} every host, {@code 10.0.0.0/8} addresses (of a host that is
 * written as one: nothing here asks DNS); a port may follow. Immutable.
 *
 * @param entries in lower case
 */
record NoProxy(List<String> entries) {
    private static final Pattern PORT = Pattern.compile("(\\[.*]|[^:]*):(\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");

    /** Whether this host is called directly. */
    boolean covers(String host, int port) {
        String name = bare(host.toLowerCase(Locale.ROOT));
        return entries.stream().anyMatch(entry -> covers(entry, name, port));
    }

    private static boolean covers(String entry, String host, int port) {
        var parts = PORT.matcher(entry);
        if (parts.matches()) {
            return Integer.parseInt(parts.group(2)) == port && covers(parts.group(1), host, port);
        }
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash > 0) {
            return inNetwork(entry.substring(0, slash), entry.substring(slash + 1), host);
        }
        String domain = bare(entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry);
        return host.equals(domain) || !ADDRESS.matcher(domain).matches() && host.endsWith("." + domain);
    }

    private static boolean inNetwork(String network, String length, String host) {
        if (!ADDRESS.matcher(host).matches() || !ADDRESS.matcher(bare(network)).matches() || !length.matches("\\d{1,3}")) {
            return false;
        }
        try {
            byte[] a = InetAddress.getByName(bare(network)).getAddress();
            byte[] b = InetAddress.getByName(host).getAddress();
            int bits = Integer.parseInt(length);
            return a.length == b.length && bits <= a.length * 8 && samePrefix(a, b, bits);
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static boolean samePrefix(byte[] a, byte[] b, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
