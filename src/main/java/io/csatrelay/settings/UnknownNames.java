package io.csatrelay.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds misspelt names: in the properties file every unknown key is a problem, in the environment one that is almost ours a warning. */
final class UnknownNames {
    private static final Pattern LIKE_A_NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    /** What Kubernetes puts into every container for a service named like one of our prefixes, such as ZENDESK_SERVICE_HOST. */
    private static final Pattern KUBERNETES = Pattern.compile(".*_(SERVICE_(HOST|PORT)(_.*)?|PORT_\\d+_(TCP|UDP)(_.*)?)");
    private static final Pattern KUBERNETES_VALUE = Pattern.compile("(tcp|udp)://.*");
    private static final int SHORT_NAME = 9;

    private final Set<String> known;
    private final Findings findings;

    UnknownNames(Set<String> known, Findings findings) {
        this.known = known;
        this.findings = findings;
    }

    void check(Layer environment, Layer file, Set<String> prefixes) {
        file.names().stream().sorted().forEach(this::checkKey);
        environment.names().stream().sorted().filter(name -> !known.contains(name) && !kubernetes(name, environment))
            .forEach(name -> checkName(name, environment, prefixes));
    }

    private void checkKey(String key) {
        String config = GeneralSettings.CONFIG.name();
        if (key.equals(config) || key.equals(GeneralSettings.CONFIG.fileName())) {
            findings.problem(config, "is a key of the properties file itself", "set it in the environment only");
        } else if (!known.contains(key)) {
            findings.problem(shownKey(key), "is an unknown key in the properties file", "did you mean " + nearest(key) + "?");
        }
    }

    private void checkName(String name, Layer environment, Set<String> prefixes) {
        String nearest = nearest(name);
        boolean ours = prefixes.stream().anyMatch(upper(name)::startsWith);
        // HTTP_PROXY beside HTTPS_PROXY is no slip: who set the near one knew its name.
        boolean slip = near(upper(name), nearest) && environment.value(nearest).isEmpty();
        if (ours || slip) {
            findings.warning(name, "is no setting, so it does nothing", "did you mean " + nearest + "?");
        }
    }

    /** A key as a message may repeat it: one that looks like no name may be a secret, from a file that is no properties file. */
    static String shownKey(String key) {
        return LIKE_A_NAME.matcher(asName(key)).matches() && key.length() <= 60 ? key : "a key of " + key.length() + " characters";
    }

    private String nearest(String name) {
        Optional<String> nearest = EditDistance.nearest(asName(name), known);
        return nearest.orElseThrow(() -> new IllegalStateException("looking for a name near another: no setting is declared"));
    }

    private static boolean near(String name, String nearest) {
        int allowed = nearest.length() <= SHORT_NAME ? 1 : 2;
        return EditDistance.between(name, nearest) <= allowed;
    }

    private static boolean kubernetes(String name, Layer environment) {
        return KUBERNETES.matcher(name).matches()
            || environment.value(name).filter(value -> KUBERNETES_VALUE.matcher(value).matches()).isPresent();
    }

    /** {@code zendesk.base-url} meant ZENDESK_BASE_URL. */
    private static String asName(String key) {
        return upper(key).replace('.', '_').replace('-', '_');
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
