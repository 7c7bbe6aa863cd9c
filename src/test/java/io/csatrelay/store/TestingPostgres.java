package io.csatrelay.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL, started once a JVM and stopped with it. */
public final class TestingPostgres {
    /** The user that owns all. */
    public static final String USER = "postgres";
    /** Any will do: it trusts who comes over loopback. */
    public static final String PASSWORD = "postgres";

    private static EmbeddedPostgres server;

    private TestingPostgres() {
    }

    /** The JDBC URL of a database that may be there or not. */
    public static synchronized String url(String database) {
        try {
            if (server == null) {
                server = EmbeddedPostgres.start();
            }
            return server.getJdbcUrl(USER, database).replaceAll("[?].*", "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The JDBC URL of a new, empty database. */
    public static String create(String database) {
        String url = url(database);
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
            return url;
        } catch (SQLException failed) {
            throw new IllegalStateException("creating the database " + database, failed);
        }
    }
}
