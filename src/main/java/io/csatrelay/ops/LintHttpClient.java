package io.csatrelay.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The HTTP client of every vendor tries nothing again and follows nothing by itself: every send passes the request ledger. In Camel
 * 4.18 both are options of the component alone.
 */
final class LintHttpClient {
    private static final String FILE = "application.properties";

    private LintHttpClient() {
    }

    /** The connector's own properties. */
    static Properties shipped() {
        Properties properties = new Properties();
        try (InputStream in = LintHttpClient.class.getClassLoader().getResourceAsStream(FILE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the connector's " + FILE, e);
        }
        return properties;
    }

    static void check(Properties properties, LintFindings findings) {
        for (String scheme : List.of("http", "https")) {
            for (String option : List.of("automatic-retries-disabled", "redirect-handling-disabled")) {
                String name = "camel.component." + scheme + "." + option;
                if (!"true".equals(properties.getProperty(name))) {
                    findings.add(Path.of(FILE), 1, name + " is not true",
                            "set it: requests must not be repeated behind the request ledger");
                }
            }
        }
    }
}
