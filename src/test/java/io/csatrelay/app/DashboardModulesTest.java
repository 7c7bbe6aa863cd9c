package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** Modules of the dashboard in a real browser, without a page around them: days and ranges by its calendar, and what a file has. */
class DashboardModulesTest {
    private static TestingBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        if (!TestingBrowser.isThere()) {
            return;
        }
        browser = TestingBrowser.start().open("about:blank");
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

    /** @param expression may await {@code module}, which has this name */
    private static String module(String name, String expression) throws IOException {
        byte[] code = Files.readAllBytes(Path.of("src/main/resources/dashboard", name + ".js"));
        return (String) browser.async(expression.replace("await module", "await import('data:text/javascript;base64," + Base64.getEncoder().encodeToString(code) + "')"));
    }

    @Test
    void shouldFindTheStartOfALocalDayOverEveryClockChange() throws Exception {
        String starts = module("time", """
                await module.then(({ startOfDay }) => [
                  startOfDay(2026, 3, 29, 'Europe/Berlin'), startOfDay(2026, 3, 30, 'Europe/Berlin'), startOfDay(2026, 10, 26, 'Europe/Berlin'),
                  startOfDay(2026, 9, 6, 'America/Santiago'), startOfDay(2026, 1, 1, 'Asia/Kathmandu'), startOfDay(2026, 13, 1, 'Pacific/Auckland'),
                ].map((at) => at.toISOString()).join(' '))""");

        assertThat(starts).isEqualTo("2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z 2026-10-25T23:00:00.000Z "
                + "2026-09-06T04:00:00.000Z 2025-12-31T18:15:00.000Z 2026-12-31T11:00:00.000Z");
    }

    @Test
    void shouldAskForNoLongerRangeThanReportsTakeOnAnyDay() throws Exception {
        String ranges = module("time", """
                await module.then(({ span, RANGES }) => {
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

    @Test
    void shouldKeepTheServersRuleForFormulas() throws Exception {
        assertThat(module("csv", "JSON.stringify((await module).csv([['=1+1', '-1', '@x', 'a;b,', '+49 1', '\\n=1', '＝1', '＋1', '－1', '＠x', null]]))"))
                .isEqualTo("\"'=1+1,-1,'@x,\\\"a;b,\\\",'+49 1,\\\"'\\n=1\\\",'＝1,'＋1,'－1,'＠x,\\r\\n\"");
    }
}
