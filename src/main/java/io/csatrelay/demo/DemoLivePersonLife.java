package io.csatrelay.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A LivePerson account with a day of conversations behind it, in which others close every few seconds, the same for the same seed. */
public final class DemoLivePersonLife implements AutoCloseable {
    private static final Duration HISTORY = Duration.ofHours(25);
    private static final int CONVERSATIONS = 600;
    private static final int SKILLS = 4;
    private static final int AGENTS = 9;

    private final DemoLivePerson account;
    private final Random random;
    private final InstantSource clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-liveperson-life");
        thread.setDaemon(true);
        return thread;
    });

    private DemoLivePersonLife(DemoLivePerson account, long seed, InstantSource clock) {
        this.account = account;
        this.random = new Random(seed);
        this.clock = clock;
    }

    /** Starts it. @param every a conversation after each such span @throws IOException when no port can be had */
    public static DemoLivePersonLife start(long seed, Duration every, InstantSource clock) throws IOException {
        DemoLivePerson.Options options = DemoLivePerson.Options.defaults().withClock(clock);
        DemoLivePersonLife life = new DemoLivePersonLife(DemoLivePerson.start(options), seed, options.clock());
        Instant now = life.clock.instant();
        List<DemoConversation> all = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            all.add(life.conversation(now.minus(HISTORY.multipliedBy(CONVERSATIONS - i).dividedBy(CONVERSATIONS))));
        }
        life.account.addAll(all);
        life.executor.scheduleWithFixedDelay(() -> life.account.add(life.conversation(life.clock.instant())), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return life;
    }

    /** The account. */
    public DemoLivePerson account() {
        return account;
    }

    /** One of ten without a skill and an agent, four of ten without an answer. */
    private DemoConversation conversation(Instant at) {
        int agent = random.nextInt(AGENTS);
        boolean nobody = random.nextInt(10) == 0;
        int score = random.nextInt(10) < 4 ? 0 : random.nextInt(10) < 8 ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
        return new DemoConversation(at, nobody ? "-1" : String.valueOf(40 + agent % SKILLS), nobody ? "-1" : String.valueOf(3500 + agent), score,
                random.nextInt(8) != 0, 30 + random.nextInt(900), !nobody);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        account.close();
    }
}
