package io.csatrelay.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilePlanTest {
    private static final String COLLECT = "gnatta-collect.yaml";
    private static final Instant NOW = Instant.parse("2026-05-06T10:20:30Z");

    @TempDir
    private Path folder;

    private List<TileRequest> requests(String collect) throws IOException {
        Files.deleteIfExists(folder.resolve(TileCatalogue.FILE));
        return TilePlan.read(TestingTiles.folder(folder, collect), COLLECT).requests(NOW);
    }

    private static List<String> ranges(List<TileRequest> requests) {
        return requests.stream().map(request -> request.from() + " " + request.to()).toList();
    }

    @Test
    void shouldCollectByDefaultTheTilesThatNeedNoIdsHourlyOverADayAndDailyOver31Days() {
        List<TileRequest> requests = TilePlan.read(TestingTiles.SHIPPED, COLLECT).requests(NOW);

        assertThat(requests.stream().map(TileRequest::tile).collect(Collectors.toSet())).containsExactlyInAnyOrder(1, 2, 6, 7, 9, 10, 14, 15, 19, 20);
        assertThat(Set.copyOf(ranges(requests))).containsExactlyInAnyOrder("2026-05-05T10:00:00Z 2026-05-06T10:00:00Z", "2026-04-05T00:00:00Z 2026-05-06T00:00:00Z");
        assertThat(requests).as("six, and four with two values of a field, twice").hasSize(28).allMatch(request -> request.kind().equals("by-date") && !request.export());
        assertThat(requests.get(0).body()).hasToString("{\"newState\":[\"Closed\"],\"timeZone\":\"UTC\",\"filters\":{\"groupBy\":\"Hourly\",\"from\":\"2026-05-05T10:00:00Z\",\"to\":\"2026-05-06T10:00:00Z\"}}");
    }

    @Test
    void shouldCollectATileOnceItsIdsAreThereAndNarrowNoOtherByThem() throws IOException {
        List<TileRequest> requests = requests("ids: {filters.queues: [q-1]}\ncollect: [{tiles: all, kind: count, last: 24 hours}]\n");

        assertThat(requests).extracting(TileRequest::tile).contains(4, 8, 11, 12, 16, 21, 28).doesNotContain(3, 5, 13, 17, 30, 31, 36);
        assertThat(requests).filteredOn(request -> request.tile() == 4).singleElement().satisfies(request -> assertThat(request.body().at("/filters/queues/0").asText()).isEqualTo("q-1"));
        assertThat(requests).filteredOn(request -> request.tile() == 1).singleElement().satisfies(request -> assertThat(request.body().at("/filters/queues").isMissingNode()).isTrue());
    }

    @Test
    void shouldAskForEveryTileThatHasARequestWhenEverythingIsGiven() throws IOException {
        List<TileRequest> requests = requests(TestingTiles.EVERYTHING);

        Set<Integer> tiles = requests.stream().map(TileRequest::tile).collect(Collectors.toCollection(TreeSet::new));
        assertThat(tiles).hasSize(35).doesNotContain(24, 29);
        assertThat(tiles).as("33 asks the same as 32, which is asked once; only its export is its own").contains(33);
        assertThat(requests).filteredOn(request -> request.tile() == 33).isNotEmpty().allMatch(TileRequest::export);
        assertThat(requests).extracting(TileRequest::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldAskOfATileOnlyForTheValuesThatSaySomethingOfIt() throws IOException {
        List<TileRequest> requests = requests("ids: {userIds: [u-1], accounts: [a-1]}\ncollect: [{tiles: [14, 18, 19, 23, 27, 34], kind: count, last: 1 day}]\n");

        assertThat(requests).extracting(request -> request.tile() + " " + request.words()).containsExactly("14 count Inbound", "14 count Outbound",
                "18 count Outbound", "19 count AdvisorResponseTime", "19 count OriginatorWaitTime", "23 count AdvisorResponseTime",
                "27 count WebChat", "27 count Voice", "34 count Available", "34 count Unavailable");
    }

    /** "Multiple channels can be provided, but … data will be averaged together, not separated." */
    @Test
    void shouldAskForOneChannelAtATimeWhereGnattaWouldAverageThem() throws IOException {
        String queueing = "  - {tiles: [12], kind: count, last: 1 day, with: {filters.channels: [%s]}}\n";

        List<TileRequest> requests = requests("ids: {filters.queues: [q-1]}\ncollect:\n" + queueing.formatted("Email") + queueing.formatted("Voice"));

        assertThat(requests).extracting(request -> request.body().at("/filters/channels").toString()).containsExactly("[\"Email\"]", "[\"Voice\"]");
    }

    @Test
    void shouldGoByTheCatalogueAsOpsHaveEditedIt() throws IOException {
        String collect = "ids: {userIds: [u-1]}\ncollect: [{tiles: [14], kind: by-date, groupBy: Hourly, last: 24 hours, with: {filters.channels: [WhatsApp]}}]\n";
        Files.writeString(TestingTiles.folder(folder, collect).resolve(TileCatalogue.FILE), Files.readString(TestingTiles.SHIPPED.resolve(TileCatalogue.FILE))
                .replace("messages/volume/by-date\n", "messages/sent/by-date\n").replace("TrustPilot, WebChat]", "TrustPilot, WebChat, WhatsApp]")
                .replace("Hourly: 24 hours", "Hourly: 12 hours")
                .replaceFirst("(name: Message Volume\n(?s:.*?)direction: )\\[Inbound, Outbound]((?s:.*?)groupedBy: )period\n    unit: count",
                        "$1[Outbound]\n      userIds: any$2user\n    unit: several"));

        TilePlan plan = TilePlan.read(folder, COLLECT);

        assertThat(plan.requests(NOW)).hasSize(2).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("messages/sent/by-date");
            assertThat(Duration.between(request.from(), request.to())).isEqualTo(Duration.ofHours(12));
            assertThat(request.body().toString()).startsWith("{\"direction\":\"Outbound\",\"userIds\":[\"u-1\"],").endsWith("\"channels\":[\"WhatsApp\"]}}");
        });
        assertThat(plan.catalogue().tile(14).orElseThrow()).satisfies(tile -> assertThat(tile.groupedBy() + ", " + tile.unit()).isEqualTo("user, several"));
    }

    @Test
    void shouldSplitARangeThatIsTooLongWhereItsPeriodsBegin() throws IOException {
        assertThat(ranges(requests("collect: [{tiles: [1], kind: by-date, groupBy: Hourly, last: 49 hours}]\n"))).containsExactly(
                "2026-05-04T09:00:00Z 2026-05-05T09:00:00Z", "2026-05-05T09:00:00Z 2026-05-06T09:00:00Z", "2026-05-06T09:00:00Z 2026-05-06T10:00:00Z");
        assertThat(ranges(requests("collect: [{tiles: [1], kind: by-date, groupBy: Week, last: 20 weeks}]\n"))).containsExactly(
                "2025-12-15T00:00:00Z 2026-03-09T00:00:00Z", "2026-03-09T00:00:00Z 2026-05-04T00:00:00Z");
        assertThat(ranges(requests("collect: [{tiles: [1], kind: count, last: 30 months}]\n"))).containsExactly(
                "2023-11-01T00:00:00Z 2025-11-01T00:00:00Z", "2025-11-01T00:00:00Z 2026-05-01T00:00:00Z");
    }

    @Test
    void shouldKeepToTheLongestRangeInUtcWhenTheZonesClockChanges() throws IOException {
        Files.deleteIfExists(folder.resolve(TileCatalogue.FILE));
        TilePlan plan = TilePlan.read(TestingTiles.folder(folder, "timeZone: Europe/Berlin\ncollect: [{tiles: [1], kind: by-date, groupBy: Daily, last: 31 days}]\n"), COLLECT);

        List<TileRequest> requests = plan.requests(Instant.parse("2025-11-10T12:00:00Z"));

        assertThat(ranges(requests)).as("31 local days are an hour more").containsExactly("2025-10-09T22:00:00Z 2025-11-08T23:00:00Z", "2025-11-08T23:00:00Z 2025-11-09T23:00:00Z");
        assertThat(requests).allMatch(request -> Duration.between(request.from(), request.to()).compareTo(Duration.ofDays(31)) <= 0);
    }

    @Test
    void shouldListWhatIsBehindAnotherTileByItsRequestFlattened() throws IOException {
        List<TileRequest> requests = requests("collect: [{tiles: [37], kind: interactions, of: [6], last: 1 day, with: {contexts: [Queue]}}]\n");

        assertThat(requests).singleElement().satisfies(request -> assertThat(request.body()).hasToString("{\"orderBy\":\"Descending\",\"orderByField\":\"Timestamp\",\"contexts\":[\"Queue\"],"
                + "\"filters\":{\"from\":\"2026-05-05T00:00:00Z\",\"to\":\"2026-05-06T00:00:00Z\",\"oldState\":[\"Draft\"],\"newState\":[\"Created\",\"Queued\",\"Automation\"]}}"));
    }

    @Test
    void shouldSendTheGroupingAsItIsSpelt() throws IOException {
        assertThat(requests("collect: [{tiles: [1], kind: by-date, groupBy: Week, last: 2 weeks}]\n").get(0).body().at("/filters/groupBy").asText()).isEqualTo("Week");
    }

    @Test
    void shouldTakeNoOffsetForATimeZone() throws IOException {
        TestingTiles.folder(folder, "timeZone: \"+02:00\"\ncollect: [{tiles: [1], kind: count, last: 1 day}]\n");

        assertThat(TilePlan.problemsOfChoices(folder.resolve(COLLECT), TileCatalogue.read(folder.resolve(TileCatalogue.FILE))).stream().map(TileProblem::toString))
                .containsExactly("timeZone: +02:00 is no time zone: write one of the IANA's, such as Europe/Berlin, or UTC");
    }

    @Test
    void shouldNameWhatIsWrongWithWhatIsToBeCollected() throws IOException {
        TestingTiles.folder(folder, """
                timeZone: Mars
                ids: {filters.chanels: [Email]}
                collect:
                  - {tiles: [5, 24, 99], kind: count, last: 1 day}
                  - {tiles: [30], kind: by-date, groupBy: Yearly, last: 1 day}
                  - {tiles: [36], kind: by-date, groupBy: Daily, last: 1 day, with: {userIds: [u]}}
                  - {tiles: all, kind: count, groupBy: Daily, last: 1 day, with: {direction: Sideways}}
                  - {tiles: [37], kind: messages, of: [34], last: soon}
                  - {tiles: [37], kind: messages, of: [34], last: 1 day}
                """);
        TileCatalogue catalogue = TileCatalogue.read(folder.resolve(TileCatalogue.FILE));

        assertThat(TilePlan.problemsOfChoices(folder.resolve(COLLECT), catalogue).stream().map(TileProblem::toString)).containsExactly(
                "ids: filters.chanels: there is no field of this name: did you mean filters.channels?",
                "timeZone: Mars is no time zone: write one of the IANA's, such as Europe/Berlin, or UTC",
                "collect: tiles: tile 24 has no request: It explains 25, 26 and 27 and has no request of its own.: remove it",
                "collect: tiles: 99 is no tile: write numbers from 1 to 37, or tiles: all",
                "collect: tiles: tile 5 needs userIds: give them under ids, or here under with",
                "collect: groupBy: Yearly is no grouping: one of Hourly, Daily, Weekly, Monthly",
                "collect: kind: tile 36 has no request of the kind by-date: one of count",
                "collect: groupBy: only by-date is grouped: remove it, or write kind: by-date",
                "collect: with: direction: Sideways is no value of direction: one of Inbound, Outbound",
                "collect: last: soon is no length: write it such as 24 hours, 31 days, 12 weeks, 24 months",
                "collect: of: tile 34 is not listed by the kind messages: Gnatta lists nothing behind it");
        assertThatThrownBy(() -> TilePlan.read(folder, COLLECT)).isInstanceOf(TileFileException.class).hasMessageStartingWith("reading gnatta-collect.yaml:");
    }

    @Test
    void shouldSendNothingWhenOneRequestIsNotAsTheCatalogueSays() throws IOException {
        assertThatThrownBy(() -> requests("collect: [{tiles: [25], kind: count, last: 1 day, with: {accounts: [a], direction: Inbound}}]\n"))
                .hasMessageContaining("tile 25 count: direction may be sent only when filters.channel is Voice").hasMessageEndingWith("change gnatta-collect.yaml");
        assertThat(requests("collect: [{tiles: [25], kind: count, last: 1 day, with: {accounts: [a], direction: Inbound, filters.channel: Voice}}]\n")).hasSize(1);
    }

    @Test
    void shouldTakeWholePeriodsOfAnotherSpanWhenAskedForOne() throws IOException {
        Files.deleteIfExists(folder.resolve(TileCatalogue.FILE));
        TilePlan plan = TilePlan.read(TestingTiles.folder(folder, "collect: [{tiles: [1], kind: by-date, groupBy: Daily, last: 1 day}]\n"), COLLECT);
        List<String> ranges = new ArrayList<>(ranges(plan.requests(Instant.parse("2026-03-01T05:00:00Z"), Instant.parse("2026-04-03T05:00:00Z"), NOW)));

        assertThat(ranges).containsExactly("2026-03-01T00:00:00Z 2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z 2026-04-03T05:00:00Z");
    }
}
