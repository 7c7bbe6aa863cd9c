package io.csatrelay.settings;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** The JDBC URL of the store: SQLite or PostgreSQL, and no password in it, because drivers and pools log their URL. */
final class StoreUrl implements Format<String> {
    private static final Pattern FORM = Pattern.compile("jdbc:(sqlite|postgresql):[^\\s\\p{Cntrl}].*");
    private static final Pattern PASSWORD = Pattern.compile("(?i).*[?&;](ssl)?password=.*|jdbc:postgresql:.*@.*");

    @Override
    public String parse(String text, Path workingDir) throws Refused {
        if (!FORM.matcher(text).matches()) {
            throw new Refused("is no URL of SQLite or PostgreSQL",
                "write jdbc:sqlite:/data/csat-relay.db or jdbc:postgresql://host:5432/database");
        }
        if (PASSWORD.matcher(text).matches()) {
            throw new Refused("has a user or a password in it, which logs would show", "set STORE_USER and STORE_PASSWORD instead");
        }
        return text;
    }

    @Override
    public String shown(String text) {
        return Shown.quoted(Shown.url(text));
    }
}
