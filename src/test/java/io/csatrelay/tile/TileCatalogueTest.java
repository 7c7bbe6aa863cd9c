package io.csatrelay.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileCatalogueTest {
    /** The notes' table: number, kinds, required fields (f. in filters), grouping, unit; of 24 and 29 nothing, for they explain others. */
    private static final String TABLE = """
            1|DC|newState|period|count
            2|DC|newState f.channels|channel|count
            3|DC|newState data|data value|count
            4|DC|newState f.queues|queue|count
            5|DC|newState userIds|user|count
            6|DC|oldState newState|period|count
            7|DC|oldState newState f.channels|channel|count
            8|DC|oldState newState f.queues|queue|count
            9|DC|oldState newState|period|count
            10|DC|oldState newState f.channels|channel|count
            11|DC|oldState newState f.queues|queue|count
            12|DC|f.queues|queue|average duration
            13|DC|action userIds|user|count
            14|DC|direction|period|count
            15|DC|direction f.channels|channel|count
            16|DC|direction f.queues|queue|count
            17|DC|direction accounts|account|count
            18|DC|direction userIds|user|count
            19|DC|responseTime|period|average duration
            20|DC|responseTime f.channels|channel|average duration
            21|DC|responseTime f.queues|queue|average duration
            22|DC|responseTime accounts|account|average duration
            23|DC|responseTime userIds|user|average duration
            25|DC|newState f.channel accounts|account|percentage
            26|DC|newState f.channel accounts|account|count
            27|DC|newState f.channel accounts|account|average duration
            28|DC|f.queues oldState newState|queue|average duration
            30|C|userState userIds f.channels|user and channel|contacts per hour
            31|C|userState userIds f.queues|user and queue|contacts per hour
            32|DC|userState userIds|user|contacts per hour
            33|DC|userState userIds|none|contacts per hour
            34|DC|userState userIds|user|duration
            35|C|userState userIds|user|percentage
            36|C|userIds|user|several
            37|L|orderBy orderByField|none|rows
            """;

    private final TileCatalogue catalogue = TileCatalogue.read(TestingTiles.SHIPPED.resolve(TileCatalogue.FILE));

    private Tile tile(int number) {
        return catalogue.tile(number).orElseThrow();
    }

    @Test
    void shouldNameEveryTileAsTheDocumentDoes() throws IOException {
        // The document's own list: the words Reopened (its text) for Received (its title), and two titles shortened, are said in notes.
        Map<Integer, String> otherwise = Map.of(10, "Interactions Reopened by Channel", 11, "Interactions Reopened by Queue",
                13, "Advisor Actions", 35, "Availability Percentage by User");
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/gnatta/tiles.txt")).stream().filter(line -> !line.startsWith("#")).toList();

        assertThat(lines).hasSize(37);
        for (String line : lines) {
            int number = Integer.parseInt(line.substring(0, line.indexOf(' ')));
            assertThat(tile(number).name()).isEqualTo(otherwise.getOrDefault(number, line.substring(line.indexOf(' ') + 1)));
        }
    }

    @Test
    void shouldAskOfEachTileWhatTheDocumentRequires() {
        List<String> rows = catalogue.tiles().stream().filter(Tile::collected).map(tile -> tile.number() + "|" + kinds(tile) + "|"
                + String.join(" ", new TreeSet<>(tile.requires().keySet())) + "|" + tile.groupedBy() + "|" + tile.unit()).toList();

        assertThat(rows).isEqualTo(TABLE.lines().map(TileCatalogueTest::sorted).toList());
    }

    private static String kinds(Tile tile) {
        return tile.lists() ? "L" : (tile.paths().containsKey("by-date") ? "D" : "") + (tile.paths().containsKey("count") ? "C" : "");
    }

    private static String sorted(String row) {
        String[] parts = row.split("\\|");
        parts[2] = new TreeSet<>(List.of(parts[2].replace("f.", "filters.").split(" "))).stream().collect(Collectors.joining(" "));
        return String.join("|", parts);
    }

    @Test
    void shouldCollectNoTileThatOnlyExplainsOthers() {
        assertThat(catalogue.tiles().stream().filter(tile -> !tile.collected()).map(Tile::number)).containsExactly(24, 29);
        assertThat(List.of(tile(24), tile(29))).allSatisfy(tile -> assertThat(tile.notCollected()).contains("has no request of its own"));
    }

    @Test
    void shouldHaveThePathsThatTheDocumentGives() {
        assertThat(tile(1).paths()).containsEntry("by-date", "interactions/state/by-date").containsEntry("count", "interactions/state/count");
        assertThat(tile(2).paths()).containsEntry("by-date", "interactions/state/by-date/by-channels");
        assertThat(tile(33).paths()).as("Average CPH uses the endpoints of CPH by User").isEqualTo(tile(32).paths());
        assertThat(tile(33).path("count", true)).as("but for its export").isEqualTo("contacts-per-hour/average/count");
        assertThat(tile(33).path("by-date", true)).isEqualTo("contacts-per-hour/average/by-date");
    }

    /** Filters "are optional" unless a tile says so; its page adds oldState where it shows the payload of the first tiles again. */
    @Test
    void shouldLetEachTileHaveTheFieldsThatTheDocumentLeavesOpen() {
        Set<Integer> withOldState = Set.of(1, 2, 3, 4, 5, 15, 16, 17, 18, 20, 21, 22, 23, 25, 26, 27);
        for (Tile tile : catalogue.tiles().stream().filter(each -> each.collected() && !each.lists()).toList()) {
            Set<String> open = new TreeSet<>(Set.of("filters.channels", "filters.queues", "filters.data"));
            open.removeAll(tile.requires().keySet());
            if (tile.requires().containsKey("filters.channel")) {
                open.remove("filters.channels");
                open.add("direction");
            }
            if (withOldState.contains(tile.number())) {
                open.add("oldState");
            }
            assertThat(new TreeSet<>(tile.optional())).as("tile %s", tile.number()).isEqualTo(open);
        }
        assertThat(tile(37).optional()).containsExactly("contexts");
        assertThat(catalogue.tiles().stream().filter(tile -> !tile.optionalIn().isEmpty())).singleElement().satisfies(tile -> assertThat(tile.number() + " "
                + tile.optionalIn()).as("to order by, for string editors").isEqualTo("3 {count=[orderBy]}"));
        for (int live : new int[] {25, 26, 27}) {
            assertThat(tile(live).onlyWith()).isEqualTo(Map.of("direction", Map.of("filters.channel", List.of("Voice"))));
        }
    }

    @Test
    void shouldKnowTheValuesThatEachTileTakes() {
        for (int received : new int[] {6, 7, 8}) {
            assertThat(tile(received).requires()).containsEntry("oldState", List.of("Draft")).containsEntry("newState", List.of("Created", "Queued", "Automation"));
        }
        for (int reopened : new int[] {9, 10, 11}) {
            assertThat(tile(reopened).requires()).containsEntry("oldState", List.of("Closed")).containsEntry("newState", List.of("Queued", "Assigned", "Automation"));
        }
        for (int closed : new int[] {1, 2, 3, 4, 5, 25, 26, 27}) {
            assertThat(tile(closed).requires()).containsEntry("newState", List.of("Closed"));
        }
        assertThat(tile(13).requires()).containsEntry("action", List.of("Closed", "Message", "Data", "Note", "None", "Any"));
        assertThat(tile(28).requires()).containsEntry("oldState", List.of("Automation")).containsEntry("newState", List.of("Closed", "Assigned", "Queued"));
        assertThat(tile(30).requires()).containsEntry("userState", List.of("Available", "LoggedIn"));
        assertThat(tile(34).requires()).containsEntry("userState", List.of("Available", "Unavailable"));
        assertThat(tile(35).requires()).containsEntry("userState", List.of("Available"));
        assertThat(tile(25).requires()).containsEntry("filters.channel", List.of("WebChat", "Voice"));
        assertThat(catalogue.tiles().stream().filter(tile -> !tile.rows().isEmpty())
                .map(tile -> tile.number() + " " + tile.mostRows(false) + " " + tile.mostRows(true))).containsExactly("37 1000 1000000");
        assertThat(tile(37).contexts()).isEqualTo(Map.of("interactions", List.of("Data", "Queue", "User"), "conversations", List.of("Account", "Queue"),
                "messages", List.of("Account", "Queue", "User"), "units-of-work", List.of("Queue", "User")));
        assertThat(catalogue.tiles().stream().filter(tile -> tile.collected() && tile.listedBy() == null).map(Tile::number))
                .as("nothing is listed behind presence, nor behind the list itself").containsExactly(34, 35, 37);
        assertThat(catalogue.longest(Grouping.HOURLY) + ", " + catalogue.longest(Grouping.DAILY) + ", " + catalogue.longest(Grouping.WEEKLY) + ", "
                + catalogue.longest(null)).isEqualTo("24 hours, 31 days, 3 months, 24 months");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "filters.channels | Facebook Instagram Email Twitter SMS Voice TrustPilot WebChat", "filters.channel | WebChat Voice",
        "oldState | Draft Created Queued Assigned Automation Closed", "newState | Draft Created Queued Assigned Automation Closed",
        "action | Closed Message Data Note None Any", "direction | Inbound Outbound", "responseTime | AdvisorResponseTime OriginatorWaitTime",
        "userState | Available LoggedIn Unavailable", "orderBy | Ascending Descending", "orderByField | Timestamp Reference"})
    void shouldKnowEveryValueOfTheDocument(String field, String values) {
        assertThat(catalogue.field(field).values()).containsExactly(values.split(" "));
    }

    @Test
    void shouldNameTileAndFieldWhenTheFileIsWrong(@TempDir Path folder) throws IOException {
        String file = Files.readString(TestingTiles.SHIPPED.resolve(TileCatalogue.FILE))
                .replace("userState: [Available, Unavailable]", "userState: [Availible]").replace("Weekly: 3 months", "Weekly: long")
                .replace("      count: users/metrics/count", "      counts: users/metrics/count").replace("groupedBy: data value", "groupedBy: dates")
                .replace("live-conversations/totals/by-date/by-accounts", "csat/by-date")
                .replace("answer: 1000", "answer: many");
        Path wrong = Files.writeString(folder.resolve("gnatta-tiles.yaml"), file);
        List<TileProblem> problems = new ArrayList<>();

        TileCatalogue.read(wrong, problems);

        assertThat(problems.stream().map(TileProblem::toString)).containsExactlyInAnyOrder(
                "longest: Weekly: long is no length: write it such as 24 hours, 31 days, 3 months",
                "tile 3: groupedBy: dates is not known: one of period, channel, data value, queue, user, account, user and channel, user and queue, none",
                "tile 26: paths: by-date: csat/by-date is no path of a tile: write two to four segments without a slash at either end, such as interactions/state/count",
                "tile 34: requires: userState: Availible is no value of userState: did you mean Available?",
                "tile 36: paths: counts: there is no kind of request of this name: did you mean count?",
                "tile 36: paths are missing: add at least one of by-date and count, or notCollected with the reason",
                "tile 37: rows: answer: many is no number of rows: write it such as 1000");
        assertThat(problems.get(1).at()).containsExactly("tiles", "2", "groupedBy");
        assertThatThrownBy(() -> TileCatalogue.read(wrong)).hasMessageStartingWith("reading gnatta-tiles.yaml: longest: Weekly");
    }

    @Test
    void shouldSayWhatIsWrongWhenTheFileIsNoYamlOrATileIsMissing(@TempDir Path folder) throws IOException {
        List<TileProblem> broken = new ArrayList<>();
        TileCatalogue.read(Files.writeString(folder.resolve("broken.yaml"), "tiles:\n  - number: 1\n - oh\n"), broken);
        List<TileProblem> short1 = new ArrayList<>();
        TileCatalogue.read(Files.writeString(folder.resolve("short.yaml"), "longest: {Hourly: 1 hour, Daily: 1 day, Weekly: 1 week, Monthly: 1 month}\ntiles: []\n"), short1);

        assertThat(broken.get(0).what()).startsWith("the file: the file is no YAML, near line 3");
        assertThat(short1).singleElement().satisfies(problem -> assertThat(problem.what()).startsWith("tiles: tiles that are missing: [1, 2, 3,"));
    }
}
