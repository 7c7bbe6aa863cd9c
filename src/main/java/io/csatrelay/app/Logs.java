package io.csatrelay.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.csatrelay.collect.Runs;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes. A command begins with {@code logback.xml}: warnings for a person, on stderr. A
 * {@code -Dlogback.configurationFile} of the person who runs it wins over all of these.
 */
final class Logs {
    private Logs() {
    }

    /** JSON lines on stdout, and the requests in their file: for {@code run}. */
    static void daemon(Settings settings) {
        configure("logs/daemon.xml", settings);
    }

    /** Warnings on stderr, and the requests in their file: for a command that calls vendors itself. */
    static void command(Settings settings) {
        configure("logs/command.xml", settings);
    }

    /** The same, for a command that says itself how its runs ended. */
    static void errand(Settings settings) {
        if (configure("logs/command.xml", settings)) {
            ((Logger) LoggerFactory.getLogger(Runs.class)).setLevel(Level.OFF);
        }
    }

    /** @return whether it was done: not when the person has a configuration of their own */
    private static boolean configure(String resource, Settings settings) {
        if (System.getProperty("logback.configurationFile") != null) {
            return false;
        }
        makeFolder(settings.get(GeneralSettings.DATA_DIR));
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Map.of("DATA_DIR", settings.get(GeneralSettings.DATA_DIR).toString(), "LOG_LEVEL", settings.get(GeneralSettings.LOG_LEVEL).name())
                .forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Logs.class.getClassLoader().getResource(resource));
        } catch (JoranException failed) {
            throw new IllegalStateException("setting up the log from " + resource + ": " + failed.getMessage(), failed);
        }
        requireNoError(resource, context);
        return true;
    }

    /** Logback would make it, for everybody to look into. */
    private static void makeFolder(Path folder) {
        try {
            PrivateFiles.folder(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException("making DATA_DIR " + folder + ": " + failed + ": can the folder above it be written?", failed);
        }
    }

    /** Logback goes on without a file that it cannot open, and says so where nobody looks. */
    private static void requireNoError(String resource, LoggerContext context) {
        context.getStatusManager().getCopyOfStatusList().stream().filter(status -> status.getEffectiveLevel() == Status.ERROR).findFirst()
                .ifPresent(error -> {
                    throw new IllegalStateException("setting up the log from " + resource + ": " + error.getMessage()
                            + ": can DATA_DIR be written?", error.getThrowable());
                });
    }
}
