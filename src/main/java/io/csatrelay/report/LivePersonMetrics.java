package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * What an answer of LivePerson's contract counts. Stateless.
 *
 * @param <M> the counts
 */
interface LivePersonMetrics<M> {
    /** Every metric zero. */
    M none();

    M plus(M one, M other);

    /** The same of what may be null, for none. */
    default M sum(M one, M other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return plus(one, other);
    }

    /** Writes the fields, each a number, into the object that is open. */
    void write(JsonGenerator json, M metrics) throws IOException;
}
