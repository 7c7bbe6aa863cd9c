package io.csatrelay.app;

import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoSources;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.ops.Status;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.settings.Time;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demo shows: how the ratings that are there are collected and delivered, then each new one. */
final class DemoShow {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final DemoVendors vendors;
    private final DemoSources sources;
    private final StatusReader status;
    private final Time time;
    private final PrintStream out;
    private int shown;

    DemoShow(DemoVendors vendors, DemoSources sources, Database database, Time time, PrintStream out) {
        this.vendors = vendors;
        this.sources = sources;
        this.status = new StatusReader(new StatusSql(database), Map.of(), true, time.wall(), () -> true);
        this.time = time;
        this.out = out;
    }

    void banner(String http, String management, Path folder) {
        out.printf("""
                CSAT Relay carries ratings from a demo Zendesk to a demo MaestroQA, both on this machine.

                  look at  %s/
                  status   %s/api/status
                  health   %s/observe/health
                  metrics  %s/observe/metrics
                  receiver %s  (distributions of closed intervals are pushed to it)
                  Zendesk  %s  (POST /api/v2/tickets/{id}/satisfaction_rating rates one)
                  and      %s
                  files    %s  (gone afterwards)

                MaestroQA takes at most 100 ratings in a request, 10 requests in any second and 100 in any minute. Ctrl-C ends the demo.

                """, http, http, management, management, vendors.receiver().url(), vendors.zendesk().url(), sources.places(), folder);
        out.flush();
    }

    /** Shows until it is told to stop, or until the ticker passes {@code end}. */
    void until(Stop stop, long end) throws InterruptedException {
        Map<String, Integer> there = new HashMap<>(vendors.ratings());
        there.putAll(sources.ratings());
        long ratings = there.values().stream().mapToLong(Integer::longValue).sum();
        boolean going = true;
        try (Progress collected = Progress.of("collected", out, time)) {
            while (going && stored(there, status.read()) < ratings) {
                collected.show(stored(there, status.read()), ratings);
                going = goesOn(stop, end);
            }
            collected.show(stored(there, status.read()), ratings);
        }
        try (Progress delivered = Progress.of("delivered", out, time)) {
            while (going && status.read().outbox().pending() > 0) {
                Status.OutboxStatus outbox = status.read().outbox();
                delivered.show(outbox.delivered(), outbox.delivered() + outbox.pending());
                going = goesOn(stop, end);
            }
            shown = (int) vendors.maestroqa().taken();
            delivered.show(shown, shown);
        }
        if (going) {
            summary();
        }
        while (going) {
            going = goesOn(stop, end);
            showNew();
        }
        summary();
    }

    private boolean goesOn(Stop stop, long end) throws InterruptedException {
        return !stop.await(LOOK) && end - time.nanos().getAsLong() > 0;
    }

    /** How many of the ratings that are there, by source, are stored: what a source has beyond them makes up for none of another's. */
    static long stored(Map<String, Integer> there, Status now) {
        return now.sources().stream().mapToLong(source -> Math.min(source.stored(), there.getOrDefault(source.id(), 0))).sum();
    }

    private void summary() {
        DemoMaestroQA maestroqa = vendors.maestroqa();
        Status now = status.read();
        out.printf(Locale.ROOT, "%n%,d ratings delivered in %d requests: at most %d in any second and %d in any minute; %d held, for nobody is their agent; the books %s.%n%n",
                now.outbox().delivered(), maestroqa.requests().size(), maestroqa.slidingMax(Duration.ofSeconds(1)),
                maestroqa.slidingMax(Duration.ofMinutes(1)), now.outbox().held(), now.balanced() ? "balance" : "DO NOT balance");
        out.flush();
    }

    private void showNew() {
        if (vendors.maestroqa().taken() == shown) {
            return;
        }
        List<TakenItem> items = vendors.maestroqa().items();
        for (TakenItem item : items.subList(Math.min(shown, items.size()), items.size())) {
            out.printf("%s  delivered  ticket %s, %s, agent %s: MaestroQA's %s%n", CLOCK.format(time.now()), item.ticketId(),
                    item.item().path("score_label").asText("?"), item.agent(), item.id());
        }
        out.flush();
        shown = items.size();
    }
}
