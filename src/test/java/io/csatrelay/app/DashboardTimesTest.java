package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard's days and ranges, worked out by a real browser's calendar, without a page around them. */
class DashboardTimesTest {
    private static final Path MODULE = Path.of("src/main/resources/dashboard/time.js");
    private static TestingBrowser browser;
    private static String module;

    @BeforeAll
    static void start() throws Exception {
        if (!TestingBrowser.isThere()) {
            return;
        }
        browser = TestingBrowser.start().open("about:blank");
        module = "data:text/javascript;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(MODULE));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void skipWithout() {
        TestingBrowser.assumeThere();
    }

    /** @param expression may await the module {@code time} */
    private static String times(String expression) {
        return (String) browser.async(expression.replace("await time", "await import('" + module + "')"));
    }

    @Test
    void shouldFindTheStartOfALocalDayOverEveryClockChange() {
        String starts = times("""
                await time.then(({ startOfDay }) => [
                  startOfDay(2026, 3, 29, 'Europe/Berlin'), startOfDay(2026, 3, 30, 'Europe/Berlin'), startOfDay(2026, 10, 26, 'Europe/Berlin'),
                  startOfDay(2026, 9, 6, 'America/Santiago'), startOfDay(2026, 1, 1, 'Asia/Kathmandu'), startOfDay(2026, 13, 1, 'Pacific/Auckland'),
                ].map((at) => at.toISOString()).join(' '))""");

        assertThat(starts).isEqualTo("2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z 2026-10-25T23:00:00.000Z "
                + "2026-09-06T04:00:00.000Z 2025-12-31T18:15:00.000Z 2026-12-31T11:00:00.000Z");
    }

    @Test
    void shouldAskForNoLongerRangeThanReportsTakeOnAnyDay() {
        String ranges = times("""
                await time.then(({ span, RANGES }) => {
                  const asked = [];
                  for (let day = 0; day < 1500; day += 1) {
                    const now = Date.UTC(2026, 0, 1 + day, 22, 55);
                    Object.keys(RANGES).forEach((range) => asked.push(span({ range, zone: 'Europe/Berlin' }, now)));
                    const last = new Date(now + (day % 740) * 86400000).toISOString().slice(0, 10);
                    try {
                      asked.push(span({ range: 'custom', from: new Date(now).toISOString().slice(0, 10), to: last, zone: 'Europe/Berlin' }, now));
                    } catch (tooLong) {
                      // said to the person who asked
                    }
                  }
                  return asked.map(({ from, to, groupBy }) => [from, to, groupBy].join(' ')).join('\\n');
                })""");

        assertThat(ranges.lines()).hasSizeGreaterThan(10_000).allSatisfy(range -> {
            String[] parts = range.split(" ");
            ZonedDateTime from = Instant.parse(parts[0]).atZone(ZoneId.of("Europe/Berlin"));
            ZonedDateTime limit = switch (parts[2]) {
                case "Hourly" -> from.plusHours(25);
                case "Daily" -> from.plusDays(31);
                case "Weekly" -> from.plusMonths(3);
                default -> from.plusMonths(24);
            };
            assertThat(Instant.parse(parts[1])).isAfter(from.toInstant()).isBeforeOrEqualTo(limit.toInstant());
        });
    }
}
