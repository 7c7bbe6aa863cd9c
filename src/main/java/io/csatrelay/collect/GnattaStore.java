package io.csatrelay.collect;

import io.csatrelay.tile.TileFigure;
import io.csatrelay.tile.TileRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What collecting Gnatta's tiles needs of the store. Every method is one transaction. */
public interface GnattaStore {
    /** When each request was last sent, those of the last days; a request that failed is not among them. @return its id → when */
    Map<String, Instant> asked(String source);

    /** The same by series: when the newest request of each was sent. @return series → when */
    Map<String, Instant> seriesAsked(String source);

    /** Notes that a request is about to be sent, unless another run sent it after {@code since}. @return whether it may be sent */
    boolean asking(String source, TileRequest request, Instant at, Instant since);

    /** Notes that a request was not answered: it may be sent again at once. */
    void failed(String source, TileRequest request);

    /** Notes that Gnatta's limit leaves no request of a kind before a time. @param export whether of exports, or of all others */
    void holdBack(String source, boolean export, Instant until);

    /** Until when requests of a kind are held back; it may be over. */
    Optional<Instant> heldBack(String source, boolean export);

    /**
     * Keeps an answer with its figures, and the books; the last one of a run moves the bookmark in that same transaction. An answer that is
     * the same as the one kept is unchanged, and its age begins anew.
     *
     * @return its books: one record
     */
    Tally keep(Answer answer);

    /**
     * An answer on its way into the store.
     *
     * @param source the source's id
     * @param run the run's number
     * @param lane the run's lane
     * @param request what it answers
     * @param body as it came
     * @param figures the numbers in it; null when it could not be read: then it goes into quarantine
     * @param reason why it could not be read, or null
     * @param bookmark that it moves the lane to, or null
     * @param at the wall clock
     */
    record Answer(String source, long run, Lane lane, TileRequest request, String body, List<TileFigure> figures, String reason, Instant bookmark,
            Instant at) {
    }
}
