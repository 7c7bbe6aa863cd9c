package io.csatrelay.app;

import io.csatrelay.collect.Runs;
import io.csatrelay.collect.Source;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.main.Main;

/** What the dashboard asks for beside the reports. */
final class DashboardBeans {
    private final Parts parts;
    private final Collection<DeclaredSource> sources;

    /** @param sources the declared ones, those that are off included */
    DashboardBeans(Parts parts, Collection<DeclaredSource> sources) {
        this.parts = parts;
        this.sources = List.copyOf(sources);
    }

    void bind(Main camel, Runs runs, RequestLedger ledger, List<Limit> limits) {
        DistributionStore store = new DistributionSql(parts.database());
        Names names = new Names(parts.settings().find(DashboardSettings.NAMES).map(NamesFile::rows).orElse(List.of()));
        camel.bind("values", new Values(store, names));
        camel.bind("zendeskNames", new ZendeskNames(store, names, parts.time().wall(), () -> zendeskWaits(runs)));
        camel.bind("pageFacts", new PageFacts(zendeskOfTickets(), parts.settings().get(ReportSettings.ACCOUNT_ID), windows(ledger, limits)));
    }

    /** The address of the Zendesk account that has a source's tickets, as its route file says; sources of which nothing is known are left out. */
    private Map<String, String> zendeskOfTickets() {
        Map<String, String> settings = parts.settings().placeholders();
        Map<String, String> accounts = new TreeMap<>();
        for (DeclaredSource source : sources) {
            String tickets = source.text("tickets");
            Optional<String> account = tickets.equals(Source.OWN_TICKETS) ? source.text("baseUrl", settings) : Optional.ofNullable(settings.get(tickets));
            account.ifPresent(url -> accounts.put(source.name(), url));
        }
        return accounts;
    }

    private boolean zendeskWaits(Runs runs) {
        return sources.stream().map(DeclaredSource::name).filter(id -> id.startsWith(ZendeskSettings.GROUP)).anyMatch(runs::waits);
    }

    private static List<PageFacts.Window> windows(RequestLedger ledger, List<Limit> limits) {
        return limits.stream().map(limit -> new PageFacts.Window(limit.span().toSeconds(), limit.requests(), () -> ledger.free(limit))).toList();
    }
}
