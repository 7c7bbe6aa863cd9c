package io.csatrelay.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped catalogue, with files of a test's own beside it. */
public final class TestingTiles {
    /** The shipped mappings. */
    public static final Path SHIPPED = Path.of("mappings");
    /** Everything that an account may have: every tile, by date and as one figure. */
    public static final String EVERYTHING = """
            timeZone: Europe/Berlin
            ids:
              userIds: [u-1, u-2]
              accounts: [a-1]
              filters.queues: [8155c1f3-25e5-4cac-b4d3-36a108b70821]
              data: [{id: 3fa85f64-5717-4562-b3fc-2c963f66afa6, values: [v-1]}]
            collect:
              - {tiles: all, kind: by-date, groupBy: Week, last: 12 weeks}
              - {tiles: all, kind: count, last: 31 days, export: true}
              - {tiles: [37], kind: interactions, of: [1, 3, 7, 28], last: 31 days, with: {contexts: [Data, Queue, User]}}
              - {tiles: [37], kind: conversations, of: [25], last: 31 days}
              - {tiles: [37], kind: messages, of: [14, 23], last: 31 days, with: {orderBy: Ascending, orderByField: Reference}}
              - {tiles: [37], kind: units-of-work, of: [13, 30, 36], last: 31 days}
            """;

    private TestingTiles() {
    }

    /** A folder with the shipped catalogue and this file of what is collected. */
    public static Path folder(Path folder, String collect) throws IOException {
        Files.copy(SHIPPED.resolve(TileCatalogue.FILE), folder.resolve(TileCatalogue.FILE));
        Files.writeString(folder.resolve("gnatta-collect.yaml"), collect);
        return folder;
    }
}
