package io.csatrelay.store;

import io.csatrelay.collect.GnattaStore;
import io.csatrelay.collect.Tally;
import io.csatrelay.report.KeptTile;
import io.csatrelay.report.KeptTileStore;
import io.csatrelay.tile.TileFigure;
import io.csatrelay.tile.TileRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gnatta's tiles, in SQL. Safe for use by several threads. */
public final class GnattaSql implements GnattaStore, KeptTileStore {
    /** How long it is remembered when a request was sent: longer than Gnatta's cache, and than a backfill takes. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Database database;
    private final Forgotten forgotten;

    /** @param key what was erased is known by */
    public GnattaSql(Database database, PrivacyKey key) {
        this.database = database;
        this.forgotten = new Forgotten(key);
    }

    @Override
    public Map<String, Instant> asked(String source) {
        return times("SELECT request, asked_at FROM gnatta_request WHERE source = ?", source);
    }

    @Override
    public Map<String, Instant> seriesAsked(String source) {
        return times("SELECT series, MAX(asked_at) AS asked_at FROM gnatta_request WHERE source = ? GROUP BY series", source);
    }

    private Map<String, Instant> times(String sql, String source) {
        Map<String, Instant> times = new HashMap<>();
        database.read(tx -> tx.list(sql, row -> times.put(row.getString(1), Tx.at(row, "asked_at")), source));
        return times;
    }

    @Override
    public boolean asking(String source, TileRequest request, Instant at, Instant since) {
        return database.write(tx -> {
            tx.update("DELETE FROM gnatta_request WHERE asked_at < ?", at.minus(REMEMBERED));
            return tx.update("INSERT INTO gnatta_request (source, request, series, asked_at) VALUES (?, ?, ?, ?) "
                    + "ON CONFLICT (source, request) DO UPDATE SET asked_at = excluded.asked_at WHERE gnatta_request.asked_at <= ?",
                    source, request.id(), request.series(), at, since) > 0;
        });
    }

    @Override
    public void failed(String source, TileRequest request) {
        database.write(tx -> tx.update("DELETE FROM gnatta_request WHERE source = ? AND request = ?", source, request.id()));
    }

    @Override
    public void holdBack(String source, boolean export, Instant until) {
        database.write(tx -> tx.update("INSERT INTO gnatta_limit (source, export, until) VALUES (?, ?, ?) "
                + "ON CONFLICT (source, export) DO UPDATE SET until = excluded.until", source, export, until));
    }

    @Override
    public Optional<Instant> heldBack(String source, boolean export) {
        return database.read(tx -> tx.one("SELECT until FROM gnatta_limit WHERE source = ? AND export = ?", row -> Tx.at(row, "until"), source, export));
    }

    @Override
    public Tally keep(Answer answer) {
        return database.write(tx -> new GnattaTx(tx, answer, forgotten).keep());
    }

    @Override
    public Optional<KeptTile> kept(String request) {
        return database.read(tx -> tx.one("SELECT * FROM gnatta_answer WHERE request = ? ORDER BY read_at DESC LIMIT 1",
                row -> kept(row, row.getString("body"), List.of()), request));
    }

    @Override
    public Optional<KeptTile> kept(String source, String request) {
        return database.read(tx -> tx.one("SELECT * FROM gnatta_answer WHERE source = ? AND request = ?",
                row -> kept(row, row.getString("body"), List.of()), source, request));
    }

    @Override
    public List<KeptTile> newest(int figures) {
        return database.read(tx -> {
            List<KeptTile> newest = new ArrayList<>();
            // Without the bodies, which may be large.
            List<Row> rows = tx.list("SELECT source, request, tile, kind, words, export, from_at, to_at, read_at FROM gnatta_answer a WHERE NOT EXISTS "
                    + "(SELECT 1 FROM gnatta_answer b WHERE b.series = a.series AND b.source = a.source AND b.to_at > a.to_at) ORDER BY tile, words, source",
                    row -> new Row(row.getString("request"), kept(row, null, List.of())));
            for (Row row : rows) {
                KeptTile tile = row.tile();
                List<TileFigure> found = figures(tx, tile.source(), row.request(), figures);
                newest.add(new KeptTile(tile.source(), tile.tile(), tile.kind(), tile.words(), tile.export(), tile.from(), tile.to(), tile.readAt(), null, found));
            }
            return newest;
        });
    }

    /** The first of the figures of one answer. */
    static List<TileFigure> figures(Tx tx, String source, String request, int most) throws SQLException {
        return tx.list("SELECT path, name, label, period, value FROM gnatta_figure WHERE source = ? AND request = ? ORDER BY place LIMIT " + most,
                figure -> new TileFigure(figure.getString("path"), figure.getString("name"), figure.getString("label"), figure.getString("period"),
                        figure.getBigDecimal("value")), source, request);
    }

    private record Row(String request, KeptTile tile) {
    }

    private static KeptTile kept(ResultSet row, String body, List<TileFigure> figures) throws SQLException {
        return new KeptTile(row.getString("source"), row.getInt("tile"), row.getString("kind"), row.getString("words"), row.getInt("export") != 0,
                Tx.at(row, "from_at"), Tx.at(row, "to_at"), Tx.at(row, "read_at"), body, figures);
    }
}
