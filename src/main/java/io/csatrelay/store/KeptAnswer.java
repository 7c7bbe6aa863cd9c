package io.csatrelay.store;

import io.csatrelay.tile.TileFigure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of one of Gnatta's answers.
 *
 * @param body JSON; of an export CSV
 * @param request what was asked, JSON
 * @param figures the numbers in the body
 */
record KeptAnswer(String body, String request, List<TileFigure> figures) {
    /** Writes the figures in place of those that there are. */
    void writeFigures(Tx tx, String source, String id) throws SQLException {
        tx.update("DELETE FROM gnatta_figure WHERE source = ? AND request = ?", source, id);
        List<Object[]> rows = new ArrayList<>();
        for (TileFigure figure : figures) {
            rows.add(new Object[] {source, id, rows.size(), figure.path(), figure.name(), figure.label(), figure.period(), figure.value().doubleValue()});
        }
        tx.updateAll("INSERT INTO gnatta_figure (source, request, place, path, name, label, period, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows);
    }
}
