package io.csatrelay.store;

import java.util.List;

/** Reads what is kept of Gnatta's tiles. */
public final class TestingGnatta {
    private final Database database;

    public TestingGnatta(Database database) {
        this.database = database;
    }

    /** The kept answers' bodies, of one tile, oldest range first. */
    public List<String> bodies(int tile, boolean export) {
        return database.read(tx -> tx.list("SELECT body FROM gnatta_answer WHERE tile = ? AND export = ? ORDER BY to_at, request", row -> row.getString(1), tile, export));
    }

    /** A kept answer. @param request its request's body */
    public record Kept(String path, boolean export, String request, String body) {
    }

    /** All kept answers of a source. */
    public List<Kept> kept(String source) {
        return database.read(tx -> tx.list("SELECT path, export, request_body, body FROM gnatta_answer WHERE source = ? ORDER BY path, request",
                row -> new Kept(row.getString("path"), row.getInt("export") != 0, row.getString("request_body"), row.getString("body")), source));
    }

    /** The figures of one tile, as words, in their order. */
    public List<String> figures(int tile) {
        return database.read(tx -> tx.list("SELECT f.* FROM gnatta_figure f JOIN gnatta_answer a ON a.request = f.request AND a.source = f.source WHERE a.tile = ? "
                + "ORDER BY a.export, a.to_at, f.place", row -> row.getString("path") + " " + row.getString("name") + " " + row.getString("label") + " " + row.getString("period"), tile));
    }
}
