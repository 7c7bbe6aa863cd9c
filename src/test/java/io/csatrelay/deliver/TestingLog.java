package io.csatrelay.deliver;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open: our own classes down to DEBUG, libraries as in production. Thread-safe. */
final class TestingLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.csatrelay");
    private final Logger requestLog = (Logger) LoggerFactory.getLogger("requests");
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    TestingLog() {
        start();
        // Not at the root, whose other appenders would print all of it.
        for (Logger logger : List.of(ours, requestLog)) {
            logger.setAdditive(false);
            logger.addAppender(this);
        }
        ours.setLevel(Level.DEBUG);
        requestLog.setLevel(Level.INFO);
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** Messages, values and stack traces. */
    List<String> lines() {
        return events.stream().map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()))).toList();
    }

    /** The outbound requests, by the names of their columns. */
    List<Map<String, Object>> requests() {
        return events.stream().filter(event -> event.getLoggerName().equals("requests")).map(event -> {
            Map<String, Object> columns = new HashMap<>();
            event.getKeyValuePairs().forEach(pair -> columns.put(pair.key, pair.value));
            return columns;
        }).toList();
    }

    void forget() {
        events.clear();
    }

    @Override
    public void close() {
        for (Logger logger : List.of(ours, requestLog)) {
            logger.detachAppender(this);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        root.detachAppender(this);
        stop();
    }
}
