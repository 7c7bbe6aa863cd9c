package io.csatrelay.app;

import io.csatrelay.collect.CollectStore;
import io.csatrelay.collect.Gate;
import io.csatrelay.collect.LivePersonBuckets;
import io.csatrelay.collect.LivePersonCsat;
import io.csatrelay.collect.LivePersonDomains;
import io.csatrelay.collect.LivePersonEngagement;
import io.csatrelay.collect.Windows;
import io.csatrelay.settings.AccountSettings;
import io.csatrelay.settings.LivePersonSettings;
import io.csatrelay.settings.Setting;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.AggregateSql;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.main.Main;

/** What collecting from LivePerson needs. */
final class LivePersonBeans {
    /** The source of the CSAT distribution, which that of another account is collected as. */
    static final String CSAT = "liveperson-csat";
    /** The source of the engagement activity, likewise. */
    static final String ENGAGEMENT = "liveperson-engagement";

    private final Settings settings;
    private final Set<String> accounts;
    private final InstantSource clock;

    /** @param accounts those that have no settings of their own, LivePerson's among them */
    LivePersonBeans(Parts parts, Set<String> accounts) {
        this.settings = parts.settings();
        this.accounts = accounts;
        this.clock = parts.time().wall();
    }

    void bind(Main camel, CollectStore store, Windows windows, AggregateSql aggregates) {
        camel.bind("livePersonBuckets", new LivePersonBuckets(store, windows, clock));
        camel.bind("livePersonEngagement", new LivePersonEngagement(aggregates, clock));
        camel.bind("livePersonCsat", new LivePersonCsat(aggregates, clock));
        camel.bind("livePersonDomains", domains());
        camel.bind("livePersonGate", new Gate());
    }

    private LivePersonDomains domains() {
        Map<String, LivePersonDomains.Configured> all = new HashMap<>();
        all.put(LivePersonSettings.GROUP, configured(LivePersonSettings.BASE_URL, LivePersonSettings.ACCOUNT_ID.name()));
        accounts.forEach(account -> all.put(account, configured(AccountSettings.BASE_URL.of(account), "the source's given[account_id]")));
        return new LivePersonDomains(settings.get(LivePersonSettings.DISCOVERY_URL), all, clock);
    }

    /** Nothing is asked for that is configured; and what stands in for LivePerson on this machine issues its own tokens, so that no secret leaves it. */
    private LivePersonDomains.Configured configured(Setting<URI> reporting, String accountId) {
        Map<String, String> domains = new HashMap<>();
        settings.find(reporting).map(URI::toString).ifPresent(base -> {
            domains.put(LivePersonDomains.REPORTING, base);
            if (base.startsWith("http:") && !settings.isSet(LivePersonSettings.DISCOVERY_URL)) {
                domains.put(LivePersonDomains.SENTINEL, base);
            }
        });
        return new LivePersonDomains.Configured(domains, "check " + accountId + ", or set " + reporting);
    }
}
