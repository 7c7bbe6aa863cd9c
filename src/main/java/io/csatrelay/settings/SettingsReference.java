package io.csatrelay.settings;

/** Makes {@code docs/settings.md} from the declarations. */
public final class SettingsReference {
    private static final String INTRO = """
        # Settings

        Every setting is looked for in this order; the first place that has it wins:

        1. the environment: `NAME=value`; an empty value counts as unset;
        2. a file of its own, such as a mounted secret: `NAME_FILE=/path`; line ends after the value are cut. `NAME` and `NAME_FILE` both set
           in one place is an error;
        3. the properties file that `CSAT_RELAY_CONFIG` names, which may hold `NAME` and `NAME_FILE`; an unknown key is an error;
        4. the default.

        All problems are reported at once, and nothing starts (exit 2). `bin/csat-relay config` lists every setting with its value and where it
        came from; secrets are masked. An environment name that is almost one of these is warned of. A source whose required settings are all
        unset is off.

        Spans of time are written `30s`, `10m`, `36h`, `1d`, `1d12h`, or as ISO 8601 (`PT10M`); a number without unit is refused. Crons are
        Quartz's: seconds first, UTC, one of the two days a `?`. URLs of vendors are https, or http on loopback, without user, query and
        fragment.

        This page is made from the settings' declarations; a test fails when it is stale and says how to make it anew.
        """;

    private SettingsReference() {
    }

    /** The whole page, in Markdown. */
    public static String markdown(Catalogue catalogue) {
        StringBuilder page = new StringBuilder(INTRO);
        catalogue.areas().forEach(area -> append(area, page));
        return page.toString();
    }

    private static void append(Area area, StringBuilder page) {
        page.append("\n## ").append(area.title()).append("\n\n| setting | default | meaning |\n|---|---|---|\n");
        area.settings().forEach(setting -> append(setting, page));
        area.families().forEach(family -> append(family.form(), page));
    }

    private static void append(Setting<?> setting, StringBuilder page) {
        String defaultCell = setting.defaultText().map(text -> '`' + text + '`').orElse("–");
        page.append("| `").append(setting.name()).append("`").append(setting.secret() ? " (secret)" : "").append(" | ")
            .append(cell(defaultCell)).append(" | ").append(cell(setting.meaning())).append(" |\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
