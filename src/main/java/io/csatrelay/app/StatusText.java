package io.csatrelay.app;

import io.csatrelay.ops.Status;
import java.time.Duration;
import java.util.Locale;

/** The status in words that are read at a glance. */
final class StatusText {
    private StatusText() {
    }

    static String of(Status status) {
        StringBuilder text = new StringBuilder();
        for (Status.SourceStatus source : status.sources()) {
            source(text, source);
        }
        Status.OutboxStatus outbox = status.outbox();
        text.append(String.format(Locale.ROOT, "%-18s %,d owed: %,d delivered, %,d pending, %,d refused, %,d unknown, %,d held, %,d replaced, "
                + "%,d dismissed%n", "outbox", outbox.owed(), outbox.delivered(), outbox.pending(), outbox.refused(), outbox.unknown(),
                outbox.held(), outbox.replaced(), outbox.dismissed()));
        text.append(String.format(Locale.ROOT, "%-18s %s%s%s%n", "maestroqa", status.sink().state(),
                status.sink().reason() == null ? "" : ": " + status.sink().reason(), resume("maestroqa", status.sink().state())));
        text.append(String.format(Locale.ROOT, "%-18s %s", "books", status.balanced() ? "balanced: nothing is missing"
                : "NOT BALANCED: see docs/runbook.md"));
        return text.toString();
    }

    private static void source(StringBuilder text, Status.SourceStatus source) {
        text.append(String.format(Locale.ROOT, "%-18s %s%s", source.id(), source.state(), resume(source.id(), source.state())));
        if (source.bookmark() != null && source.lagSeconds() != null) {
            text.append(", complete to ").append(source.bookmark()).append(" (").append(ago(source.lagSeconds())).append(")");
        }
        text.append(System.lineSeparator());
        if (source.fetched() > 0) {
            text.append(String.format(Locale.ROOT, "%-18s %,d fetched: %,d stored, %,d unchanged, %,d filtered, %,d quarantined%n", "",
                    source.fetched(), source.stored(), source.unchanged(), source.filtered(), source.quarantined()));
        }
        if (source.lastError() != null) {
            text.append(String.format(Locale.ROOT, "%-18s %s%n", "", source.lastError()));
        }
    }

    private static String resume(String target, String state) {
        return state.equals("paused") ? "; it goes on after: csat-relay resume " + target : "";
    }

    private static String ago(long seconds) {
        Duration lag = Duration.ofSeconds(seconds);
        if (lag.toDays() > 1) {
            return lag.toDays() + " days ago";
        }
        if (lag.toHours() > 1) {
            return lag.toHours() + " hours ago";
        }
        return lag.toMinutes() > 1 ? lag.toMinutes() + " minutes ago" : lag.toSeconds() + " seconds ago";
    }
}
