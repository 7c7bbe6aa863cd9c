package io.csatrelay.settings;

import java.util.Optional;

/** What listens, and who may ask. */
public final class HttpSettings {
    /** Where the API listens. */
    public static final Setting<String> HOST = Setting.of("HTTP_HOST", Hosts.format(),
        "The address that API and dashboard listen on. Other than loopback it needs `API_READ_TOKEN` and `API_ADMIN_TOKEN`.")
        .defaultsTo("127.0.0.1");
    /** The API's port. */
    public static final Setting<Integer> PORT = Setting.of("HTTP_PORT", Formats.port(),
        "The port of API and dashboard; 0 takes any free one.").defaultsTo("8080");
    /** Where health and metrics listen. */
    public static final Setting<String> MANAGEMENT_HOST = Setting.of("MANAGEMENT_HOST", Hosts.format(),
        "The address that health and metrics listen on; they take no token and hold no customer data.").defaultsTo("127.0.0.1");
    /** The port of health and metrics. */
    public static final Setting<Integer> MANAGEMENT_PORT = Setting.of("MANAGEMENT_PORT", Formats.port(),
        "The port of health and metrics; 0 takes any free one.").defaultsTo("9090");
    /** Whoever holds it may read. */
    public static final Setting<String> READ_TOKEN = Setting.of("API_READ_TOKEN", SecretFormat.inHeader(),
        "Who sends it as `Authorization: Bearer …` may read.");
    /** Whoever holds it may read and act. */
    public static final Setting<String> ADMIN_TOKEN = Setting.of("API_ADMIN_TOKEN", SecretFormat.inHeader(),
        "Who sends it may also retry, dismiss, pause and resume. Another than `API_READ_TOKEN`.");

    static final Area AREA = Area.of("HTTP", HOST, PORT, MANAGEMENT_HOST, MANAGEMENT_PORT, READ_TOKEN, ADMIN_TOKEN)
        .rule(HttpSettings::requireTokens).rule(HttpSettings::requireTwoTokens).rule(HttpSettings::requireTwoPorts);

    private HttpSettings() {
    }

    private static void requireTokens(Settings settings, Findings findings) {
        Optional<String> open = settings.find(HOST).filter(host -> !Hosts.loopback(host));
        if (open.isPresent() && !(settings.isSet(READ_TOKEN) && settings.isSet(ADMIN_TOKEN))) {
            findings.problem(HOST.name(), Shown.quoted(open.get()) + " is reached from other machines, and the API has not both tokens",
                "set " + READ_TOKEN + " and " + ADMIN_TOKEN + ", or listen on 127.0.0.1");
        }
    }

    private static void requireTwoTokens(Settings settings, Findings findings) {
        Optional<String> admin = settings.find(ADMIN_TOKEN);
        if (admin.isPresent() && admin.equals(settings.find(READ_TOKEN))) {
            findings.problem(ADMIN_TOKEN.name(), "is the same as " + READ_TOKEN + ", so every reader is an admin", "set another one");
        }
    }

    /** Camel takes two servers on one port number for one, whatever their hosts: the API's gate would stand before neither or both. */
    private static void requireTwoPorts(Settings settings, Findings findings) {
        Optional<Integer> management = settings.find(MANAGEMENT_PORT);
        if (management.isPresent() && management.get() != 0 && management.equals(settings.find(PORT))) {
            findings.problem(MANAGEMENT_PORT.name(), "is the same as " + PORT, "set another one, or 0 for any free one");
        }
    }
}
