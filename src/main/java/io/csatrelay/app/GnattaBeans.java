package io.csatrelay.app;

import io.csatrelay.collect.CollectStore;
import io.csatrelay.collect.GnattaAnswers;
import io.csatrelay.collect.GnattaTiles;
import io.csatrelay.collect.VendorAnswers;
import io.csatrelay.report.KeptTiles;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.GnattaSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.GnattaSql;
import io.csatrelay.tile.TilePlan;
import io.csatrelay.vendor.OAuth2Client;
import io.csatrelay.vendor.OpenIdDiscovery;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.apache.camel.util.function.Suppliers;

/** What collects and serves Gnatta's tiles. */
final class GnattaBeans {
    private static final String CREDENTIALS = GnattaSettings.CLIENT_ID + " and " + GnattaSettings.CLIENT_SECRET;

    private final Parts parts;
    private final Supplier<TilePlan> plan;

    GnattaBeans(Parts parts) {
        this.parts = parts;
        this.plan = Suppliers.memorize(() -> TilePlan.read(parts.settings().get(GeneralSettings.MAPPINGS_DIR)));
    }

    void bind(Main camel, CollectStore collect) {
        Settings settings = parts.settings();
        GnattaSql store = new GnattaSql(parts.database());
        camel.bind("gnattaTiles", new GnattaTiles(collect, store, plan, parts.time().wall()));
        camel.bind("gnattaAnswers", new GnattaAnswers(collect, new VendorAnswers(parts.time().wall()), parts.time().wall()));
        camel.bind("gnattaClient", new OAuth2Client(settings.find(GnattaSettings.CLIENT_ID).orElse(""), settings.find(GnattaSettings.CLIENT_SECRET).orElse(""),
                CREDENTIALS, parts.time().wall()));
        camel.bind("gnattaTokens", settings.find(GnattaSettings.TOKEN_URL).map(OpenIdDiscovery::of)
                .orElseGet(() -> OpenIdDiscovery.at(settings.get(GnattaSettings.AUTH_URL), "/" + settings.find(GnattaSettings.DOMAIN_ID).orElse("-"),
                        GnattaSettings.DOMAIN_ID + " and " + GnattaSettings.AUTH_URL)));
        camel.bind("keptTiles", new KeptTiles(store, plan, settings.sourceOn(GnattaSettings.GROUP), parts.time().wall()));
    }

    /** Reads both files where tiles are collected. @throws RuntimeException when something is wrong with them, before anything is sent */
    void require() {
        if (parts.settings().sourceOn(GnattaSettings.GROUP)) {
            plan.get().requests(parts.time().now());
        }
    }
}
