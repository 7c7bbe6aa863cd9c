package io.csatrelay.report;

import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long the periods of a report are, each with its longest window: Gnatta's, "Reporting API", Key Information. A longest window is a
 * span of the calendar: 31 days stay 31 days when a clock change is among them.
 */
enum GroupBy {
    HOURLY("Hour", "24 hours") {
        @Override
        ZonedDateTime limit(ZonedDateTime from) {
            ZonedDateTime day = from.plusDays(1);
            ZonedDateTime hours = from.plusHours(24);
            return day.isAfter(hours) ? day : hours;
        }
    },
    DAILY("Day", "31 days") {
        @Override
        ZonedDateTime limit(ZonedDateTime from) {
            return from.plusDays(31);
        }
    },
    WEEKLY("Week", "3 months") {
        @Override
        ZonedDateTime limit(ZonedDateTime from) {
            return from.plusMonths(3);
        }
    },
    /** Gnatta's page names no unit for its 24: read as months. Every count has this limit, too. */
    MONTHLY("Month", "24 months") {
        @Override
        ZonedDateTime limit(ZonedDateTime from) {
            return from.plusMonths(24);
        }
    };

    private final String noun;
    private final String longest;

    GroupBy(String noun, String longest) {
        this.noun = noun;
        this.longest = longest;
    }

    /** By either of its spellings: Gnatta's prose says Weekly, its example Week. */
    static Optional<GroupBy> of(String word) {
        return Arrays.stream(values()).filter(one -> one.noun.equals(word) || one.adverb().equals(word)).findFirst();
    }

    private String adverb() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    /** The latest end of a window that starts here. */
    abstract ZonedDateTime limit(ZonedDateTime from);

    /** The longest window in words. */
    String longest() {
        return longest;
    }
}
