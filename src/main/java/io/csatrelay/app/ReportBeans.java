package io.csatrelay.app;

import io.csatrelay.store.DistributionSql;
import io.csatrelay.store.Rollups;
import org.apache.camel.main.Main;

/** What computes and serves distributions. */
final class ReportBeans {
    private final Parts parts;
    private final DistributionSql distributions;

    ReportBeans(Parts parts) {
        this.parts = parts;
        this.distributions = new DistributionSql(parts.database());
    }

    void bind(Main camel) {
        camel.bind("distributions", distributions);
        camel.bind("rollups", new Rollups(parts.database(), parts.time().wall()));
    }
}
