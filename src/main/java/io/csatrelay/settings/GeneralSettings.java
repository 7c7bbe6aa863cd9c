package io.csatrelay.settings;

import java.nio.file.Path;

/** The installation, its store and its log. */
public final class GeneralSettings {
    /** The properties file. */
    public static final Setting<Path> CONFIG = Setting.of("CSAT_RELAY_CONFIG", Formats.path(),
        "A properties file (UTF-8) with settings, one `NAME=value` a line. Read from the environment only.");
    /** Where the routes are. */
    public static final Setting<Path> ROUTES_DIR = Setting.of("ROUTES_DIR", Formats.path(),
        "The folder of the Camel routes, `*.camel.yaml`.").defaultsTo("<installation>/routes");
    /** Where the mappings are. */
    public static final Setting<Path> MAPPINGS_DIR = Setting.of("MAPPINGS_DIR", Formats.path(),
        "The folder of the jq mappings and their tests.").defaultsTo("<installation>/mappings");
    /** Where data is written. */
    public static final Setting<Path> DATA_DIR = Setting.of("DATA_DIR", Formats.path(),
        "The folder for everything that is written; a relative one is relative to the working directory.").defaultsTo("data");
    /** The store. */
    public static final Setting<String> STORE_URL = Setting.of("STORE_URL", new StoreUrl(),
        "The store as a JDBC URL, `jdbc:sqlite:…` or `jdbc:postgresql:…`, without user and password.")
        .defaultsTo("jdbc:sqlite:<DATA_DIR>/csat-relay.db");
    /** The store's user. */
    public static final Setting<String> STORE_USER = Setting.of("STORE_USER", Formats.line(), "The store's user; SQLite has none.");
    /** The store's password. */
    public static final Setting<String> STORE_PASSWORD = Setting.of("STORE_PASSWORD", SecretFormat.password(),
        "The store's password; SQLite has none.");
    /** How much is logged. */
    public static final Setting<LogLevel> LOG_LEVEL = Setting.of("LOG_LEVEL", LogLevel.FORMAT,
        "How much is logged: `TRACE`, `DEBUG`, `INFO`, `WARN` or `ERROR`.").defaultsTo("INFO");

    static final Area AREA = Area.of("Installation, store, log",
        CONFIG, ROUTES_DIR, MAPPINGS_DIR, DATA_DIR, STORE_URL, STORE_USER, STORE_PASSWORD, LOG_LEVEL);

    private GeneralSettings() {
    }
}
