package io.csatrelay.app;

import io.csatrelay.collect.IntakeCounts;
import io.csatrelay.collect.Runs;
import io.csatrelay.deliver.Limit;
import io.csatrelay.deliver.RequestLedger;
import io.csatrelay.ops.ApiErrors;
import io.csatrelay.ops.Control;
import io.csatrelay.ops.IntakeMetrics;
import io.csatrelay.ops.Lists;
import io.csatrelay.ops.Metrics;
import io.csatrelay.ops.OutsideHealth;
import io.csatrelay.ops.OwnHealth;
import io.csatrelay.ops.PublishMetrics;
import io.csatrelay.ops.Purging;
import io.csatrelay.ops.SchedulerHealth;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.publish.Publishing;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.PurgeSql;
import io.csatrelay.store.StatusSql;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.Main;
import org.quartz.SchedulerException;

/** What people and monitoring see and do. */
final class OpsBeans {
    private final Parts parts;
    private final Map<String, String> sources;
    private final Set<String> pushed;
    private final StatusSql store;
    private final StatusReader status;
    private final Metrics metrics;

    /** @param sources the declared sources: id → why it is off, or null @param pushed those that are on and take deliveries */
    OpsBeans(Parts parts, Map<String, String> sources, Set<String> pushed) {
        this.parts = parts;
        this.sources = sources;
        this.pushed = pushed;
        this.store = new StatusSql(parts.database());
        this.status = new StatusReader(store, sources, parts.sinkOn(), parts.time().wall(), () -> true);
        this.metrics = new Metrics(status, parts.time().nanos());
    }

    Metrics metrics() {
        return metrics;
    }

    StatusReader status() {
        return status;
    }

    void bind(Main camel, Runs runs) {
        ControlSql control = new ControlSql(parts.database());
        camel.bind("status", status);
        camel.bind("lists", new Lists());
        camel.bind("control", new Control(control, sources.keySet(), parts.time().wall()));
        camel.bind("apiErrors", new ApiErrors());
        camel.bind("purging", new Purging(new PurgeSql(parts.database(), Parts.privacyKey(parts.settings())), new Retention(parts.settings())::of,
                parts.time().wall()));
        camel.bind("wishes", new Wishes(control, runs, sources, parts.time().wall()));
        camel.bind("ownHealth", new OwnHealth(store, parts::lockHeld));
        camel.bind("outsideHealth", new OutsideHealth(status));
        camel.bind("schedulerHealth", new SchedulerHealth(() -> fired(camel.getCamelContext()), parts.time().nanos()));
    }

    private static long fired(CamelContext context) {
        try {
            return context.getComponent("quartz", QuartzComponent.class).getScheduler().getMetaData().getNumberOfJobsExecuted();
        } catch (SchedulerException stopped) {
            return 0;
        }
    }

    /** Registers the metrics where metrics are served. */
    void register(CamelContext context, RequestLedger ledger, List<Limit> limits, Publishing publishing, IntakeCounts intake) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            metrics.register(registry, sources.keySet(), ledger, limits);
            new PublishMetrics(publishing).register(registry);
            IntakeMetrics.register(registry, pushed, intake);
        }
    }
}
