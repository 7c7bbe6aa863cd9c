package io.csatrelay.app;

import io.csatrelay.collect.PersonalData;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.PrivacySettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Time;
import io.csatrelay.store.Database;
import io.csatrelay.store.PrivacyKey;
import io.csatrelay.store.StoreLock;
import java.util.Optional;

/**
 * What the connector is made from.
 *
 * @param settings read and checked
 * @param time the clocks
 * @param database open and up to date
 * @param lock held; or absent where a test needs none
 */
record Parts(Settings settings, Time time, Database database, Optional<StoreLock> lock) implements AutoCloseable {
    /** Opens the store and takes its lock. @throws IllegalStateException when another process holds it */
    static Parts open(Settings settings) {
        return tryOpen(settings).orElseThrow(() -> new IllegalStateException("another process collects and delivers for the store "
                + settings.get(GeneralSettings.STORE_URL) + ": stop it first, or use the commands beside it"));
    }

    /** The same; empty when another process holds the lock. */
    static Optional<Parts> tryOpen(Settings settings) {
        Database database = database(settings);
        Optional<StoreLock> lock;
        try {
            lock = StoreLock.take(settings.get(GeneralSettings.STORE_URL), settings.find(GeneralSettings.STORE_USER).orElse(null),
                    settings.find(GeneralSettings.STORE_PASSWORD).orElse(null));
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
        }
        if (lock.isEmpty()) {
            database.close();
        }
        return lock.map(held -> new Parts(settings, Time.system(), database, Optional.of(held)));
    }

    /** Opens the store, whoever holds its lock. */
    static Database database(Settings settings) {
        return Database.open(settings.get(GeneralSettings.STORE_URL), settings.find(GeneralSettings.STORE_USER).orElse(null),
                settings.find(GeneralSettings.STORE_PASSWORD).orElse(null));
    }

    /** The key that what is purged or erased is hashed with. */
    static PrivacyKey privacyKey(Settings settings) {
        return settings.find(PrivacySettings.KEY).map(PrivacyKey::given).orElseGet(() -> PrivacyKey.in(settings.get(GeneralSettings.DATA_DIR)));
    }

    /** What is taken out of ratings before anything is stored. */
    static PersonalData personalData(Settings settings) {
        return new PersonalData(settings.get(PrivacySettings.COMMENTS), settings.get(PrivacySettings.EMAILS));
    }

    /** Whether this process may collect and deliver still. */
    boolean lockHeld() {
        return lock.map(StoreLock::held).orElse(true);
    }

    boolean sinkOn() {
        return settings.find(MaestroSettings.URL).isPresent();
    }

    @Override
    public void close() {
        database.close();
        lock.ifPresent(StoreLock::close);
    }
}
