package io.csatrelay.app;

import io.csatrelay.collect.Runs;
import io.csatrelay.dashboard.Names;
import io.csatrelay.dashboard.PageFacts;
import io.csatrelay.dashboard.Values;
import io.csatrelay.dashboard.ZendeskNames;
import io.csatrelay.deliver.Limit;
import io.csatrelay.deliver.RequestLedger;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.settings.DashboardSettings;
import io.csatrelay.settings.NamesFile;
import io.csatrelay.settings.ReportSettings;
import io.csatrelay.settings.ZendeskSettings;
import io.csatrelay.store.DistributionSql;
import java.util.Collection;
import java.util.List;
import org.apache.camel.main.Main;

/** What the dashboard asks for beside the reports. */
final class DashboardBeans {
    private final Parts parts;
    private final Collection<String> sources;

    /** @param sources the ids of the declared sources */
    DashboardBeans(Parts parts, Collection<String> sources) {
        this.parts = parts;
        this.sources = sources;
    }

    void bind(Main camel, Runs runs, RequestLedger ledger, List<Limit> limits) {
        DistributionStore store = new DistributionSql(parts.database());
        Names names = new Names(parts.settings().find(DashboardSettings.NAMES).map(NamesFile::rows).orElse(List.of()));
        camel.bind("values", new Values(store, names));
        camel.bind("zendeskNames", new ZendeskNames(store, names, parts.time().wall(), () -> zendeskWaits(runs)));
        camel.bind("pageFacts", new PageFacts(parts.settings().find(ZendeskSettings.BASE_URL).map(String::valueOf),
                parts.settings().get(ReportSettings.ACCOUNT_ID), windows(ledger, limits)));
    }

    private boolean zendeskWaits(Runs runs) {
        return sources.stream().filter(id -> id.startsWith(ZendeskSettings.GROUP)).anyMatch(runs::waits);
    }

    private static List<PageFacts.Window> windows(RequestLedger ledger, List<Limit> limits) {
        return limits.stream().map(limit -> new PageFacts.Window(limit.span().toSeconds(), limit.requests(), () -> ledger.free(limit))).toList();
    }
}
