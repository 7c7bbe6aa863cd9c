package io.csatrelay.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts by their form alone: nothing here asks DNS. */
public final class Hosts {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    /** Starts with what Java takes for a literal, so that it is never looked up. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?)*");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");

    private Hosts() {
    }

    /** A host name or an address to listen on; an IPv6 address with or without brackets, in its normal form without. */
    static Format<String> format() {
        return (text, workingDir) -> {
            String host = bare(text);
            boolean name = NAME.matcher(host).matches() && !DIGITS_AND_DOTS.matcher(host).matches();
            if (!name && !IPV4.matcher(host).matches() && !ipv6(host)) {
                throw new Refused("is no host", "write a host name or an address, without scheme and port");
            }
            return host;
        };
    }

    /** Whether what is sent there stays on this machine: {@code localhost}, 127.0.0.0/8, {@code ::1}. */
    public static boolean loopback(String host) {
        String bare = bare(host);
        if (bare.equals("localhost")) {
            return true;
        }
        return IPV4.matcher(bare).matches() ? bare.startsWith("127.") : ipv6(bare) && literal(bare);
    }

    private static String bare(String host) {
        boolean brackets = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
        return (brackets ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean ipv6(String host) {
        try {
            return IPV6.matcher(host).matches() && InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean literal(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
