package io.csatrelay.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is tried with one store: processes that die one after the other, and a last one that does not.
 *
 * @param seed of the ratings
 * @param ratings how many the account has, those without an answer included
 * @param batchSize of MAESTROQA_BATCH_SIZE
 * @param inFlight of MAESTROQA_IN_FLIGHT
 * @param answerDelay of MaestroQA
 * @param endings how the processes die
 */
record Story(long seed, int ratings, int batchSize, int inFlight, Duration answerDelay, List<Ending> endings) {
    private static final int REQUESTS_OF_A_MINUTE = 100;

    /** One request in flight, some twenty batches. */
    static Story of(long seed, Ending... endings) {
        return new Story(seed, 450, 25, 1, Duration.ofMillis(20), List.of(endings));
    }

    /** What this seed decides. Every tenth has more batches than fit into a minute. */
    static Story drawn(long seed) {
        Random random = new Random(seed);
        int batchSize = List.of(10, 25, 100).get(random.nextInt(3));
        int batches = seed % 10 == 0 ? REQUESTS_OF_A_MINUTE + 10 : 5 + random.nextInt(35);
        int inFlight = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        Duration delay = Duration.ofMillis(random.nextInt(4) == 0 ? 200 : random.nextInt(40));
        List<Ending> endings = new ArrayList<>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            endings.add(random.nextInt(4) == 0 ? Ending.anywhere(Duration.ofMillis(1500 + random.nextInt(6000)))
                    : Ending.at(Place.OF_RATINGS.get(random.nextInt(Place.OF_RATINGS.size())), 1 + random.nextInt(9)));
        }
        return new Story(seed, batches * batchSize, batchSize, inFlight, delay, List.copyOf(endings));
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + ratings + " ratings by " + batchSize + ", " + inFlight + " in flight, answers in "
                + answerDelay.toMillis() + " ms, " + endings;
    }
}
