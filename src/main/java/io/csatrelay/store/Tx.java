package io.csatrelay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One transaction's statements. Parameters: {@code null}, {@code String}, {@code Long}, {@code Integer}, {@code Boolean} (as 0 or
 * 1), {@code Instant} (as milliseconds), {@code byte[]}. Used by one thread.
 */
final class Tx {
    private final Connection connection;

    Tx(Connection connection) {
        this.connection = connection;
    }

    /** Changes rows. @return how many */
    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** The same change for each set of parameters, sent together. */
    void updateAll(String sql, List<Object[]> sets) throws SQLException {
        if (sets.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] parameters : sets) {
                bind(statement, parameters);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Adds a row by a statement that ends in {@code RETURNING id}. @return its number */
    long insert(String sql, Object... parameters) throws SQLException {
        return one(sql, row -> row.getLong(1), parameters).orElseThrow();
    }

    <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters); ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    /** Reads row after row and keeps none. */
    void each(String sql, RowAction action, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            // PostgreSQL's driver would read all rows at once.
            statement.setFetchSize(1000);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    action.read(rows);
                }
            }
        }
    }

    <T> Optional<T> one(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        List<T> found = list(sql, reader, parameters);
        return found.isEmpty() ? Optional.empty() : Optional.ofNullable(found.get(0));
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, parameters);
            return statement;
        } catch (SQLException failed) {
            statement.close();
            throw failed;
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant at) {
                statement.setLong(i + 1, at.toEpochMilli());
            } else if (value instanceof Boolean yes) {
                statement.setInt(i + 1, yes ? 1 : 0);
            } else if (value instanceof String text) {
                // PostgreSQL holds no NUL, and one in an agent's address or in MaestroQA's words must not stop a whole page.
                statement.setString(i + 1, text.replace('\u0000', '\ufffd'));
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value == null) {
                statement.setObject(i + 1, null);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** {@code (?,?,?)} for so many values. */
    static String in(int values) {
        return "(" + String.join(",", Collections.nCopies(values, "?")) + ")";
    }

    /** The parameters of a statement that begins with some and ends with a list. */
    static Object[] with(Collection<?> last, Object... first) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(last);
        return all.toArray();
    }

    static Instant at(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Does something with the row that a result set stands on. */
    interface RowAction {
        void read(ResultSet row) throws SQLException;
    }

    /** Reads the row that a result set stands on. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
