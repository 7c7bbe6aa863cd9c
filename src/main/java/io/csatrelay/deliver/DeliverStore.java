package io.csatrelay.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What delivering needs of the store: the outbox, its batches, the request ledger's rows and the sink's state.
 */
public interface DeliverStore {
    /** Runs {@code work} in one transaction; what it throws undoes all of it. */
    <T> T inTransaction(Function<Outbox, T> work);

    /** The same, without a result. */
    default void transact(Consumer<Outbox> work) {
        inTransaction(outbox -> {
            work.accept(outbox);
            return null;
        });
    }

    /** How many ratings are pending and in no batch, counted up to {@code limit}: a read, outside any transaction. */
    int unclaimed(int limit);

    /** Whether a batch waits to be sent, or to be sent again. */
    boolean batchWaits();

    /** The sink's state, as it was last committed. */
    SinkState sink();

    /** Ages of the requests that the ledger still has to count, by the wall clock: zero for one that was never answered. */
    List<Duration> requestAges(Instant now, Duration longest);

    /**
     * The outbox within one transaction.
     */
    interface Outbox {
        /** The sink's state. */
        SinkState sink();

        /** Changes the sink's state. */
        void sink(SinkState state);

        /** Keeps MaestroQA's words that the sink is paused for: they may quote a rating, so they are no part of the reason. */
        void pausedFor(String words);

        /** The batches in hand at this moment: claimed, their requests not sent. */
        List<BatchRow> claimed();

        /** The oldest batch in a state, or null. */
        BatchRow oldest(BatchState state);

        /** A batch by its number. */
        BatchRow batch(long id);

        /** The batches that were cut from another, in order. */
        List<BatchRow> children(long parent);

        /** The members of a batch: outbox numbers, in order. */
        List<Long> members(long batch);

        /** The MaestroQA items of a batch's members, JSON, in order. */
        List<String> items(long batch);

        /** Claims up to {@code size} pending ratings, live ones first, oldest first. @return their outbox numbers */
        List<Long> claimable(int size);

        /** Makes a batch of these, in this order. @param parent the batch that it is cut from, or null */
        BatchRow create(Long parent, BatchState state, int losses, List<Long> members, Instant at);

        /** Moves a batch to another state. */
        void state(long batch, BatchState state);

        /** Notes one more lost answer. */
        void losses(long batch, int losses);

        /** MaestroQA took the rating. */
        void delivered(long member, String maestroId, Instant at);

        /** MaestroQA refused the rating. */
        void refused(long member, String words, Instant at);

        /** Whether MaestroQA took the rating is not known. @param forPerson whether it stays so until a person decides */
        void unknown(long member, boolean forPerson, String why, Instant at);

        /** The rating is owed as before, in no batch. */
        void released(long member, Instant at);

        /** Commits the request's ledger row, before it is sent. @return its number */
        long request(long batch, Instant sentAt);

        /** The request's answer arrived, or will not any more. */
        void answered(long request, int status, Instant at);

        /** The same for every request that an earlier process left without an answer. */
        void answeredByNone(Instant at);
    }

    /**
     * A batch as the store has it.
     *
     * @param id its number
     * @param parent the batch that it was cut from, or null
     * @param state what it waits for
     * @param losses how many of its answers were lost, those of the batch it was cut from included
     * @param size its members
     */
    record BatchRow(long id, Long parent, BatchState state, int losses, int size) {
    }
}
