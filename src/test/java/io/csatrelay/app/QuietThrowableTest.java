package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.camel.TypeConversionException;
import org.junit.jupiter.api.Test;

class QuietThrowableTest {
    private static final String WORDS = "the agent was rude to my mother";

    @Test
    void shouldSayWhatWentWrongAndWhere() {
        String logged = logged(new IllegalStateException("collecting zendesk-ratings", new ConnectException("Connection refused")));
        assertThat(logged).startsWith("java.lang.IllegalStateException: collecting zendesk-ratings\n  at io.csatrelay.app.QuietThrowableTest.")
                .contains("\ncaused by java.net.ConnectException: Connection refused");
    }

    @Test
    void shouldNotRepeatWhatAJsonErrorQuotes() {
        IOException quoting = null;
        try {
            new ObjectMapper().readValue("\"" + WORDS + "\"", Long.class);
        } catch (IOException failed) {
            quoting = failed;
        }
        assertThat(quoting).as("else there is nothing to hold back").hasMessageContaining(WORDS);
        String logged = logged(new IllegalStateException("reading: " + quoting.getMessage(), quoting));
        assertThat(logged).doesNotContain(WORDS).contains("java.lang.IllegalStateException\n", "caused by com.fasterxml.jackson.databind.");
    }

    @Test
    void shouldNotRepeatWhatAConversionQuotes() {
        assertThat(logged(new TypeConversionException(WORDS, Long.class, new NumberFormatException(WORDS)))).doesNotContain(WORDS)
                .contains("caused by java.lang.NumberFormatException");
    }

    @Test
    void shouldLogNothingWithoutAnException() {
        assertThat(logged(null)).isEmpty();
    }

    private static String logged(Throwable thrown) {
        LoggingEvent event = new LoggingEvent("", new LoggerContext().getLogger("x"), Level.WARN, "message", thrown, null);
        return new QuietThrowable().convert(event);
    }
}
