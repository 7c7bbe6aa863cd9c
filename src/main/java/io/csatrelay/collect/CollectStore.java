package io.csatrelay.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What collecting needs of the store. Every method is one transaction; a method that throws has changed nothing. What it throws is
 * a {@link QuotesNothing}.
 */
public interface CollectStore {
    /**
     * The newest version known of each record, quarantined ones included.
     *
     * @return external id → version; {@link Version#FORGOTTEN} for what was purged or erased; ids that are not known are absent
     */
    Map<String, Version> known(String source, Collection<String> externalIds);

    /**
     * The newest rating stored of each record.
     *
     * @return external id → the rating as its mapping emitted it, JSON; what became no rating is absent
     */
    Map<String, String> ratings(String source, Collection<String> externalIds);

    /** Where a lane stands; empty before its first run. */
    Optional<LaneState> lane(String source, Lane lane);

    /** The vendor's mark that was kept with the lane's bookmark; empty when there was none. */
    Optional<String> continuation(String source, Lane lane);

    /** Sets where a lane stands, as at the start of a run or when a window is cut shorter. */
    void setLane(String source, Lane lane, LaneState state);

    /**
     * Stores one page: ratings, what the outbox owes for them, quarantine, and the books, in one transaction. The last page
     * of a window moves the bookmark in that same transaction.
     *
     * @return the page's books
     */
    Tally storePage(PageToStore page);

    /** Which of these records are in quarantine. @return external id → in which version, and why */
    Map<String, Bad> bad(String source, Collection<String> externalIds);

    /** Up to 100 quarantined records of a source that a person asked to map again, by number, beyond one. */
    List<Quarantined> toMend(String source, long after);

    /** Whether a signed delivery was stored, as long as its time would let it in again. */
    boolean taken(String source, String signature);

    /** Notes how many records the vendor says there are. */
    void expect(long run, Count expected);

    /** Begins a run, and the wish that asked for it, once. @return its number; empty when that wish was begun before */
    OptionalLong beginRun(String source, Lane lane, Long wish, Instant at);

    /** Ends a run; {@code error} is null when it went well. */
    void endRun(long run, Instant at, String error);

    /** Ends a run before its work is done because somebody wanted it so: no fault of the source. */
    void leaveRun(long run, Instant at, String why);

    /** Whether a person paused the source. */
    boolean paused(String source);

    /** Notes that the source has to wait, or, with null, that it need not any more. */
    void waiting(String source, Instant until, String inWords);

    /** Notes that the account has nothing for the source, why in words; or, with null, that it has. @return whether that is new */
    boolean absent(String source, String inWords);

    /** Whether a dropped file of this content was read to its end. @param content a hash of it */
    boolean fileRead(String source, String content);

    /** Notes that one was. */
    void readFile(String source, String content, Instant at);

    /** Keeps what the vendor said with the error that a run failed for, until one goes well; served to those who may read it, never logged. */
    void said(String source, String words);

    /** Until when the source has to wait. */
    Optional<Instant> waitingUntil(String source);

    /**
     * A page of a run, as it goes into the store.
     *
     * @param source the source's id
     * @param run the run's number
     * @param lane the run's lane
     * @param unchanged how many of the page's records were dropped as known before they were mapped
     * @param outcomes what became of the others, each record once
     * @param progress where it leaves the lane, or null when it belongs to no window
     * @param at the wall clock
     * @param signed what it was signed with, when it was pushed; or null
     */
    record PageToStore(String source, long run, Lane lane, int unchanged, List<Outcome> outcomes,
            Progress progress, Instant at, Signed signed) {
        /** Of a page that was asked for. */
        public PageToStore(String source, long run, Lane lane, int unchanged, List<Outcome> outcomes, Progress progress, Instant at) {
            this(source, run, lane, unchanged, outcomes, progress, at, null);
        }
    }

    /** The signature of a delivery. @param until when its time lets it in no more */
    record Signed(String signature, Instant until) {
    }

    /** What is wrong with a record in quarantine. @param reason served to those who may read it, never logged */
    record Bad(Version version, String reason) {
    }

    /**
     * A record in quarantine.
     *
     * @param id its number
     * @param externalId the vendor's id
     * @param version its version
     * @param input what the mapping was given, JSON
     */
    record Quarantined(long id, String externalId, Version version, String input) {
    }

    /**
     * Where a page leaves its lane.
     *
     * @param bookmark the window's end, which the last page of a window moves the bookmark to; null for any other page
     * @param length after the last page: how long the next window may be; else how long the window in work is
     * @param continuation the vendor's mark from which the next run goes on, kept with the bookmark; null for none
     */
    record Progress(Instant bookmark, Duration length, String continuation) {
        /** Of a vendor that gives no such mark. */
        public Progress(Instant bookmark, Duration length) {
            this(bookmark, length, null);
        }
    }

    /** A failure whose message names what was done and quotes no record: it may be logged. */
    interface QuotesNothing {
    }
}
