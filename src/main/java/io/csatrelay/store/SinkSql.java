package io.csatrelay.store;

import io.csatrelay.deliver.SinkState;
import java.sql.SQLException;

/** The sink's one row. */
final class SinkSql {
    private SinkSql() {
    }

    static SinkState read(Tx tx) throws SQLException {
        return tx.one("SELECT paused, by_person, wait_until, asked_until, reason, failures FROM sink WHERE id = 1",
                row -> new SinkState(row.getInt("paused") != 0, row.getInt("by_person") != 0, Tx.at(row, "wait_until"),
                        Tx.at(row, "asked_until"), row.getString("reason"), row.getInt("failures"))).orElseThrow();
    }

    static void write(Tx tx, SinkState state) throws SQLException {
        tx.update("UPDATE sink SET paused = ?, by_person = ?, wait_until = ?, asked_until = ?, reason = ?, failures = ?, "
                + "answer = CASE WHEN ? = 1 THEN answer END WHERE id = 1",
                state.paused(), state.pausedByPerson(), state.waitUntil(), state.askedUntil(), state.reason(), state.failures(), state.paused());
    }

    /** MaestroQA's words that the sink is paused for; gone when it goes on. */
    static void answer(Tx tx, String words) throws SQLException {
        tx.update("UPDATE sink SET answer = ? WHERE id = 1", words);
    }

    static String answer(Tx tx) throws SQLException {
        return tx.one("SELECT answer FROM sink WHERE id = 1", row -> row.getString("answer")).orElse(null);
    }
}
