package io.csatrelay.ops;

import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.StoreException;
import io.csatrelay.store.StoreProbe;

/** The store: whether it opens, can be written, and has tables that this version knows. Changes nothing, and makes none. */
public final class CheckStore {
    private static final String NAME = "store";

    private CheckStore() {
    }

    /** Looks at the store that the settings name. */
    public static CheckPoint check(Settings settings) {
        String url = settings.get(GeneralSettings.STORE_URL);
        try {
            return CheckPoint.ok(NAME, url + ": " + StoreProbe.look(url, settings.find(GeneralSettings.STORE_USER).orElse(null),
                    settings.find(GeneralSettings.STORE_PASSWORD).orElse(null)));
        } catch (StoreException failed) {
            return CheckPoint.problem(NAME, failed.getMessage());
        }
    }
}
