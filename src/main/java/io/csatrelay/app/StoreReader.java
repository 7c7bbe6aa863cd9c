package io.csatrelay.app;

import io.csatrelay.collect.Source;
import io.csatrelay.ops.Control;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Time;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.StoreLock;
import java.util.Map;
import java.util.Optional;

/** The store as a command beside the holder uses it: to read, and to change what a person may change. */
final class StoreReader implements AutoCloseable {
    private final Settings settings;
    private final Time time = Time.system();
    private final Database database;
    private final Map<String, String> sources;

    StoreReader(Settings settings) {
        this.settings = settings;
        this.sources = RouteFiles.of(settings).sources();
        this.database = Parts.database(settings);
    }

    Settings settings() {
        return settings;
    }

    Time time() {
        return time;
    }

    Database database() {
        return database;
    }

    /** The declared sources: id → why it is off, or null. See {@link Source}. */
    Map<String, String> sources() {
        return sources;
    }

    StatusSql store() {
        return new StatusSql(database);
    }

    ControlSql controlSql() {
        return new ControlSql(database);
    }

    Control control() {
        return new Control(controlSql(), sources.keySet(), time.wall());
    }

    StatusReader status() {
        return new StatusReader(store(), sources, settings.find(MaestroSettings.URL).isPresent(), time.wall(), this::held);
    }

    /** Whether some process holds the store: only then is a run that did not end running. */
    boolean held() {
        return StoreLock.isHeld(database);
    }

    /** Takes the store's lock to do the work here; empty when another process holds it. */
    Optional<StoreLock> lock() {
        return StoreLock.take(settings.get(GeneralSettings.STORE_URL), settings.find(GeneralSettings.STORE_USER).orElse(null),
                settings.find(GeneralSettings.STORE_PASSWORD).orElse(null));
    }

    @Override
    public void close() {
        database.close();
    }
}
