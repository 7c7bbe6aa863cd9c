package io.csatrelay.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The properties file named by {@code CSAT_RELAY_CONFIG}, in UTF-8. */
final class PropertiesFile {
    private static final String NAME = GeneralSettings.CONFIG.name();

    private PropertiesFile() {
    }

    /** Its keys and values; what cannot be read is a problem, and then there are none. */
    static Layer read(Path file, Findings findings) {
        String where = Shown.quoted(file.toString());
        try {
            Origin origin = new Origin(Origin.Kind.PROPERTIES_FILE, file.toString());
            return new Layer("the properties file", origin, parse(ValueFile.text(file), findings));
        } catch (Refused refused) {
            findings.problem(NAME, where + ' ' + refused.reason(), refused.advice());
        } catch (IllegalArgumentException e) {
            findings.problem(NAME, where + " holds a broken \\u escape", "write the character itself, or double the backslash");
        }
        return Layer.NONE;
    }

    private static Map<String, String> parse(String text, Findings findings) {
        Map<String, String> values = new LinkedHashMap<>();
        Properties reader = new Properties() {
            private static final long serialVersionUID = 1L;

            // Properties itself silently takes the last of two equal keys.
            @Override
            public synchronized Object put(Object key, Object value) {
                if (values.put((String) key, (String) value) != null) {
                    findings.problem(NAME, "its file has " + UnknownNames.shownKey((String) key) + " twice", "keep one of the lines");
                }
                return null;
            }
        };
        try {
            reader.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("parsing a text in memory cannot fail in its reading", e);
        }
        return values;
    }
}
