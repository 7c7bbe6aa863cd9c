package io.csatrelay.settings;

import java.time.Duration;

/** How long personal data is kept, and what of it is stored at all. */
public final class PrivacySettings {
    private static final int CENTURY = 36_500;

    /** How long ratings are kept, of every source that has no setting of its own. */
    public static final Setting<Duration> RETENTION = Setting.of("RETENTION_DAYS", new DaysFormat(CENTURY),
        "How many days after they were answered ratings are purged; their distributions stay. Unset: they are kept for ever.");
    /** How long those of one source are. */
    public static final Family<Duration> RETENTION_OF = new Family<>("RETENTION_DAYS_", "", new DaysFormat(CENTURY),
        "The same for one source, in place of `RETENTION_DAYS`; the source's id in upper case, `-` as `_`.");
    /** Customers' words. */
    public static final Setting<Privacy> COMMENTS = Setting.of("PRIVACY_COMMENTS", Formats.choice(Privacy.class, Privacy::word),
        "What becomes of customers' comments before anything is stored: `keep` them, `mask` them (`***` in their place), or `drop` them.")
        .defaultsTo("keep");
    /** Addresses. */
    public static final Setting<Privacy> EMAILS = Setting.of("PRIVACY_EMAILS", Formats.choice(Privacy.class, Privacy::word),
        "What becomes of e-mail addresses, before anything is stored: `keep` them, `mask` or `drop` them in words; either drops an agent's "
            + "address, and ids that hold one.").defaultsTo("keep");
    /** What hashes the names of records that were purged or erased. */
    public static final Setting<String> KEY = Setting.of("PRIVACY_KEY", SecretFormat.password(),
        "Hashes the identities of what was purged or erased. Unset: a key in `DATA_DIR/privacy.key`, made when it is first needed. "
            + "Never change it; set it where processes on several machines share a store.");

    static final Area AREA = Area.of("Privacy", RETENTION, COMMENTS, EMAILS, KEY).prefix("PRIVACY_").family(RETENTION_OF);

    private PrivacySettings() {
    }
}
