package io.csatrelay.app;

import io.csatrelay.collect.CollectStore;
import io.csatrelay.collect.GnattaAnswers;
import io.csatrelay.collect.GnattaTiles;
import io.csatrelay.collect.VendorAnswers;
import io.csatrelay.report.KeptTiles;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.GnattaSql;
import io.csatrelay.tile.TileCatalogue;
import io.csatrelay.tile.TilePlan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.main.Main;
import org.apache.camel.util.function.Suppliers;

/** What collects and serves Gnatta's tiles. */
final class GnattaBeans {
    private static final String COLLECT = "given[" + GnattaTiles.COLLECT + "]";

    private final Parts parts;
    private final List<DeclaredSource> sources;
    private final Map<String, TilePlan> plans = new ConcurrentHashMap<>();

    /** @param declared the sources that are on; those with a file of what is collected are Gnatta's */
    GnattaBeans(Parts parts, Collection<DeclaredSource> declared) {
        this.parts = parts;
        this.sources = declared.stream().filter(source -> !source.text(COLLECT).isEmpty()).toList();
    }

    private TilePlan plan(String file) {
        return plans.computeIfAbsent(file, name -> TilePlan.read(parts.settings().get(GeneralSettings.MAPPINGS_DIR), name));
    }

    void bind(Main camel, CollectStore collect) {
        Settings settings = parts.settings();
        GnattaSql store = new GnattaSql(parts.database(), Parts.privacyKey(settings));
        camel.bind("gnattaTiles", new GnattaTiles(collect, store, this::plan, Parts.personalData(settings), parts.time().wall()));
        camel.bind("gnattaAnswers", new GnattaAnswers(store, new VendorAnswers(parts.time().wall()), parts.time().wall()));
        camel.bind("keptTiles", new KeptTiles(store, Suppliers.memorize(() -> TileCatalogue.read(settings.get(GeneralSettings.MAPPINGS_DIR).resolve(TileCatalogue.FILE))),
                !sources.isEmpty(), parts.time().wall()));
    }

    /** Reads the files of all sources. @throws RuntimeException when something is wrong with one of them, before anything is sent */
    void require() {
        sources.forEach(source -> plan(source.text(COLLECT)).requests(parts.time().now()));
    }
}
