package io.csatrelay.settings;

import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * A Quartz cron expression, which starts with the seconds. One of five fields, as crontab takes them, is refused with its Quartz form.
 * Source: Quartz 2, {@code CronExpression}.
 */
final class CronFormat implements Format<String> {
    private static final String FORM = "write seconds minutes hours day-of-month month day-of-week, one of the two days as ?, "
        + "such as 0 */5 * * * ?";
    private static final String[] DAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};
    private static final Pattern DAY_NUMBER = Pattern.compile("(?<![/#0-9])[0-7](?![0-9])");

    /** Quartz takes these two for * and ?: its constants for "all" and "none" are numbers inside its own range check. */
    private static final Pattern QUARTZ_OWN = Pattern.compile("(?<![0-9])9[89](?![0-9])");

    @Override
    public String parse(String text, Path workingDir) throws Refused {
        String[] fields = text.strip().split("\\s+");
        String cron = String.join(" ", fields);
        if (fields.length == 5) {
            throw new Refused("has five fields, the first here being the seconds", fromCrontab(fields).map(CronFormat::write).orElse(FORM));
        }
        if (!CronExpression.isValidExpression(cron) || Arrays.stream(fields).anyMatch(field -> QUARTZ_OWN.matcher(field).find())) {
            throw new Refused("is no Quartz cron", withoutWeekday(fields).map(CronFormat::write).orElse(FORM));
        }
        if (!fires(cron)) {
            throw new Refused("names a day that never comes", FORM);
        }
        return cron;
    }

    /** The Quartz form of a crontab line; empty when there is none, as for one that restricts both days: crontab means either. */
    private static Optional<String> fromCrontab(String[] fields) {
        String day = fields[2];
        String weekday = DAY_NUMBER.matcher(fields[4]).replaceAll(match -> DAYS[Integer.parseInt(match.group())]);
        if (!weekday.equals("*") && !day.equals("*")) {
            return Optional.empty();
        }
        String days = weekday.equals("*") ? day + ' ' + fields[3] + " ?" : "? " + fields[3] + ' ' + weekday;
        return valid("0 " + fields[0] + ' ' + fields[1] + ' ' + days);
    }

    /** What was meant by a {@code *} for both days, which Quartz refuses. */
    private static Optional<String> withoutWeekday(String[] fields) {
        if (fields.length != 6 || !fields[5].equals("*")) {
            return Optional.empty();
        }
        return valid(String.join(" ", Arrays.copyOf(fields, 5)) + " ?");
    }

    private static Optional<String> valid(String cron) {
        return CronExpression.isValidExpression(cron) ? Optional.of(cron) : Optional.empty();
    }

    private static String write(String cron) {
        return "write \"" + cron + '"';
    }

    private static boolean fires(String cron) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone("UTC"));
            return expression.getNextValidTimeAfter(Date.from(Instant.EPOCH)) != null;
        } catch (ParseException e) {
            return false;
        }
    }
}
