package io.csatrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How vendors are reached. */
public final class NetworkSettings {
    /** The proxy. */
    public static final Setting<ProxyAddress> HTTPS_PROXY = Setting.of("HTTPS_PROXY", new ProxyFormat(),
        "The proxy of every vendor call, `http://host:port` or `http://user:password@host:port`.");
    /** Hosts without proxy. */
    public static final Setting<List<String>> NO_PROXY = Setting.of("NO_PROXY", Formats.hosts(),
        "Hosts and domains that are called without the proxy, separated by commas.");
    /** Further certificate authorities. */
    public static final Setting<Path> CA_BUNDLE_FILE = Setting.of("CA_BUNDLE_FILE", new CaBundle(),
        "A PEM file of certificate authorities that vendor calls trust.");

    /** How long an answer may take. */
    public static final Setting<Duration> VENDOR_TIMEOUT = Setting.of("VENDOR_TIMEOUT",
        new DurationFormat(Duration.ofSeconds(1), Duration.ofMinutes(10)),
        "How long a vendor may keep silent before its answer counts as lost, `1s` to `10m`.").defaultsTo("30s");

    static final Area AREA = Area.of("Network", HTTPS_PROXY, NO_PROXY, CA_BUNDLE_FILE, VENDOR_TIMEOUT);

    private NetworkSettings() {
    }
}
