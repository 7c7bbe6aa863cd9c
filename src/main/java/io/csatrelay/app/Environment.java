package io.csatrelay.app;

import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import io.csatrelay.store.Database;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command runs: the environment's settings and the installation's folder. */
final class Environment {
    /** Set by {@code bin/csat-relay}: the folder that holds {@code routes} and {@code mappings}. */
    static final String HOME = "csat-relay.home";

    private Environment() {
    }

    /** The same, of the environment that the command line was started in. */
    static Settings settings(CommandSpec command) {
        return settings(((Main) command.root().userObject()).environment());
    }

    /**
     * Reads and checks the settings; what is odd about them is said on stderr.
     *
     * @throws io.csatrelay.settings.SettingsException with all problems at once
     */
    static Settings settings(Map<String, String> environment) {
        Path here = Path.of("").toAbsolutePath();
        Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(System.getProperty(HOME, here.toString())), here).load(environment);
        Database.keepLibrary(settings.get(GeneralSettings.DATA_DIR));
        settings.warnings().forEach(warning -> System.err.println("csat-relay: warning: " + warning));
        return settings;
    }
}
