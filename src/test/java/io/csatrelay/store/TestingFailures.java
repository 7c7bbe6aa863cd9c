package io.csatrelay.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections whose n-th statement fails, the commit being one of them; with n of 0 none does. Notes every statement. */
final class TestingFailures implements DataSource {
    private final DataSource real;
    private final int failAt;
    private final List<String> statements = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    TestingFailures(DataSource real, int failAt) {
        this.real = real;
        this.failAt = failAt;
    }

    /** The statements that were run, and {@code COMMIT}. */
    List<String> statements() {
        return statements;
    }

    /** The different statements that were prepared and run, with their first parameters where the driver shows them. */
    List<String> texts() {
        return texts;
    }

    private void run(String sql) throws SQLException {
        statements.add(sql);
        if (statements.size() == failAt) {
            throw new SQLException("a failure of the test");
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return proxy(Connection.class, (proxy, method, args) -> {
            if (method.getName().equals("setAutoCommit") && (Boolean) args[0] && !connection.getAutoCommit()) {
                run("COMMIT");
            }
            Object result = call(connection, method, args);
            if (result instanceof PreparedStatement prepared) {
                return watched(PreparedStatement.class, prepared, (String) args[0]);
            }
            return result instanceof Statement plain ? watched(Statement.class, plain, null) : result;
        });
    }

    private <T extends Statement> T watched(Class<T> type, T statement, String sql) {
        return proxy(type, (proxy, method, args) -> {
            boolean complete = method.getName().equals("addBatch") || method.getName().startsWith("execute");
            if (complete && sql != null && seen.add(sql)) {
                String shown = String.valueOf(statement.unwrap(Statement.class));
                texts.add(shown.startsWith(sql.substring(0, 6)) && !shown.contains("parameters=") ? shown : sql);
            }
            if (method.getName().startsWith("execute")) {
                run(sql == null ? (String) args[0] : sql);
            }
            return call(statement, method, args);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(TestingFailures.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is written.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The real one's holds.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
