package io.csatrelay.settings;

/** What webhooks are signed with. */
public final class IntakeSettings {
    /** The secrets of one source, one or two of them, separated by a comma. */
    public static final Family<String> SECRET = new Family<>("INTAKE_", "_SECRET", SecretFormat.oneOrTwo(),
        "What the sender signs with that pushes to `POST /intake/{source}`; the source's id in upper case, `-` as `_`. Two, separated by a "
            + "comma, while one replaces the other. Unset: that source is off.");

    static final Area AREA = Area.of("Webhooks").prefix("INTAKE_").family(SECRET);

    private IntakeSettings() {
    }
}
