package io.csatrelay.settings;

/** What the dashboard shows in place of ids. */
public final class DashboardSettings {
    /** Names by id. */
    public static final Setting<NamesFile> NAMES = Setting.of("NAMES_FILE", NamesFile.format(),
        "A CSV file of names that the dashboard shows in place of ids, its first line `kind,id,name`; it wins over Zendesk's. Read at the start.");

    static final Area AREA = Area.of("Dashboard", NAMES);

    private DashboardSettings() {
    }
}
