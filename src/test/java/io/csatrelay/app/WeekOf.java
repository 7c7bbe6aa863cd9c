package io.csatrelay.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What happens at one vendor within a simulated week, and what the connector has to have of it afterwards. */
interface WeekOf extends AutoCloseable {
    /** The ids of the sources that it is collected by. */
    List<String> sources();

    /** The settings that lead the connector to it. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Something happens there. @param random says what @param now the simulated moment */
    void happens(Random random, Instant now) throws Exception;

    /** From now on, or from now on no more, a share of the requests meets a fault. */
    void faults(boolean on);

    /** Fails when the connector lacks anything that happened. @return how many records it has */
    long nothingIsMissing(TestingRelay relay);

    /** How many windows it answered for, where it is asked by windows: each once, whatever pages and tries it took. */
    default long windows() {
        return 0;
    }

    @Override
    default void close() throws Exception {
    }
}
