package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parameters say what time, and which are answered 400. */
class LivePersonTimeTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:07:00Z");

    private static LivePersonWindow read(String query) throws ReportException {
        return LivePersonTime.read(new QueryParameters(query), NOW);
    }

    private static ReportException refusal(String query) {
        ReportException refused = catchThrowableOfType(ReportException.class, () -> read(query));
        assertThat(refused).as(query).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("bad_request");
        assertThat(refused).hasMessageStartingWith(refused.field() + " ");
        return refused;
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeframe=1", "timeframe=1440", "timeframe=60&interval=30", "timeframe=60&interval=60", "timeframe=14&interval=7", "timeframe=5&interval=5",
        "timeframe=1440&interval=5", "timeframe=0060", "from=2026-04-30T08:00:00Z&to=2026-05-01T08:00:00Z", "from=2024-05-01T00:00:00Z&to=2026-05-01T00:00:00Z",
        "from=2024-02-29T00:00:00Z&to=2026-02-28T00:00:00Z", "from=2026-05-01T07:51:00.5Z&to=2026-05-01T08:06:00.5Z&interval=5",
        "from=2026-05-01T00:00:00Z&to=2027-05-01T00:00:00Z", "from=2026-05-01T08%3A00%3A00Z&to=2026-05-01T08%3A05%3A00Z"})
    void shouldTakeWhatTheDocumentsAllow(String query) throws ReportException {
        assertThat(read(query).whole().from()).isBefore(read(query).whole().to());
    }

    @ParameterizedTest
    @CsvSource({
        "'', timeframe", "timeframe=, timeframe", "timeframe=0, timeframe", "timeframe=1441, timeframe", "timeframe=-5, timeframe", "timeframe=1.5, timeframe",
        "timeframe=ten, timeframe", "timeframe=99999999999, timeframe", "timeframe=%2060, timeframe", "timeframe=60&timeframe=60, timeframe", "timeframe=٥, timeframe",
        // the documents' bad requests, and shorter than five minutes
        "timeframe=60&interval=61, interval", "timeframe=60&interval=31, interval", "timeframe=60&interval=4, interval", "timeframe=60&interval=0, interval",
        "timeframe=4&interval=5, interval", "timeframe=60&interval=-30, interval", "timeframe=60&interval=, interval", "timeframe=60&interval=x, interval",
        "timeframe=60&interval=99999999999, interval", "timeframe=60&interval=30&interval=30, interval", "timeframe=60&interval=%zz, interval",
        "from=2026-05-01T00:00:00Z, to", "to=2026-05-01T00:00:00Z, from", "from=2026-05-01T00:00:00Z&to=, to", "from=yesterday&to=2026-05-01T00:00:00Z, from",
        "from=2026-05-01&to=2026-05-02, from", "from=2026-05-01T00:00:00&to=2026-05-02T00:00:00, from",
        "from=2026-05-01T00:00:00%2B02:00&to=2026-05-02T00:00:00Z, from", "from=2026-05-01T00:00:00Z&to=2026-05-01T00:00:00Z, to",
        "from=2026-05-02T00:00:00Z&to=2026-05-01T00:00:00Z, to", "from=2024-05-01T00:00:00Z&to=2026-05-01T00:00:01Z, to",
        "from=1969-12-31T23:59:59Z&to=1970-01-02T00:00:00Z, from", "from=2026-05-01T00:00:00Z&to=%2B999999999-12-31T23:59:59Z, to",
        "from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&timeframe=60, timeframe", "from=2026-05-01T00:00:00Z&to=2026-05-01T01:00:00Z&interval=31, interval",
        "from=2026-05-01T00:00:00Z&to=2026-05-01T01:00:00.0000001Z&interval=30, interval", "from=2026-05-01T00:00:00Z&to=2026-05-01T00:04:00Z&interval=5, interval",
    })
    void shouldAnswer400AndNameTheParameter(String query, String field) {
        assertThat(refusal(query).field()).isEqualTo(field);
    }

    @Test
    void shouldCountFromAndToAsATimeframe() throws ReportException {
        assertThat(read("from=2026-05-01T07:47:00Z&to=2026-05-01T08:07:00Z&interval=10")).isEqualTo(read("timeframe=20&interval=10"));
    }

    @Test
    void shouldAllowTenThousandIntervalsAndNoneMore() throws ReportException {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        String most = "from=" + from + "&interval=5&to=";

        assertThat(read(most + from.plus(Duration.ofMinutes(50_000))).intervals()).hasSize(10_000);
        assertThat(refusal(most + from.plus(Duration.ofMinutes(50_005)))).hasMessageContaining("at most 10000 intervals");
    }
}
