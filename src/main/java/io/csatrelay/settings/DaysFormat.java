package io.csatrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A number of whole days, of 24 hours each: {@code 29}.
 *
 * @param most the largest allowed; the least is 1
 */
record DaysFormat(int most) implements Format<Duration> {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,6}d?");

    @Override
    public Duration parse(String text, Path workingDir) throws Refused {
        int days = FORM.matcher(text).matches() ? Integer.parseInt(text.replace("d", "")) : 0;
        if (days < 1 || days > most) {
            throw new Refused("is no number of days from 1 to " + most, "write one, in digits");
        }
        return Duration.ofDays(days);
    }

    @Override
    public String text(Duration value) {
        return Long.toString(value.toDays());
    }
}
