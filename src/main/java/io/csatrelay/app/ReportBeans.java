package io.csatrelay.app;

import io.csatrelay.ops.ApiCaching;
import io.csatrelay.ops.ApiRequests;
import io.csatrelay.ops.GoneClients;
import io.csatrelay.ops.WholeAnswers;
import io.csatrelay.publish.Endpoint;
import io.csatrelay.publish.Publishing;

import io.csatrelay.report.CsatReports;
import io.csatrelay.report.LivePersonCounts;
import io.csatrelay.report.LivePersonReports;
import io.csatrelay.report.RatingReports;
import io.csatrelay.settings.ReportSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.DistributionSql;
import io.csatrelay.store.EngagementSql;
import io.csatrelay.store.PublishSql;
import io.csatrelay.store.ReportSql;
import io.csatrelay.store.Rollups;
import io.csatrelay.store.TileSql;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.Signature;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.main.Main;

/** What computes and serves distributions. */
final class ReportBeans {
    private final Parts parts;
    private final RouteFiles files;
    private final Set<String> sources;
    private final DistributionSql distributions;
    private final Publishing publishing;

    /**
     * @param files declare the sources
     * @param backoff after an endpoint failed
     */
    ReportBeans(Parts parts, RouteFiles files, Backoff backoff) {
        this.parts = parts;
        this.files = files;
        this.sources = files.sources().keySet();
        this.distributions = new DistributionSql(parts.database(), files.ofRatings(), parts.time().wall());
        Settings settings = parts.settings();
        this.publishing = new Publishing(new PublishSql(parts.database()), Duration.ofMinutes(settings.get(ReportSettings.INTERVAL_MINUTES)),
                settings.find(ReportSettings.ENDPOINTS).orElse(List.of()).stream().map(Endpoint::new).toList(),
                settings.find(ReportSettings.SECRET).map(Signature::new), backoff, parts.time());
    }

    Publishing publishing() {
        return publishing;
    }

    private LivePersonCounts counts() {
        TileSql tiles = new TileSql(parts.database());
        return new LivePersonCounts(tiles, tiles, accounts(LivePersonBeans.CSAT), accounts(LivePersonBeans.ENGAGEMENT));
    }

    /** The ids of LivePerson's accounts whose sources are collected as this one → those sources. */
    private Map<String, String> accounts(String routes) {
        Map<String, String> accounts = new HashMap<>();
        files.declared().stream().filter(source -> source.routes().equals(routes))
                .forEach(source -> source.text("given[account_id]", parts.settings().placeholders()).ifPresent(id -> accounts.putIfAbsent(id, source.name())));
        return accounts;
    }

    void bind(Main camel) {
        camel.bind("distributions", distributions);
        camel.bind("csatReports", new CsatReports(distributions));
        camel.bind("ratingReports", new RatingReports(distributions, new ReportSql(parts.database())));
        camel.bind("apiCaching", new ApiCaching());
        camel.bind("wholeAnswers", new WholeAnswers());
        camel.bind("goneClients", new GoneClients());
        camel.bind("apiRequests", new ApiRequests("/openapi/csat-relay.json"));
        camel.bind("livePersonReports", new LivePersonReports(distributions, new EngagementSql(parts.database()), counts(),
                parts.settings().get(ReportSettings.ACCOUNT_ID), sources, parts.time().wall()));
        camel.bind("publishing", publishing);
        camel.bind("rollups", new Rollups(parts.database(), parts.time().wall()));
    }
}
