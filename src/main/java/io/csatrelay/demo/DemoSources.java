package io.csatrelay.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** What the demo collects from beside Zendesk. */
public final class DemoSources implements AutoCloseable {
    private static final int RESPONSES = 300;
    private static final long SEED = 5;

    private static final Duration CONVERSATION = Duration.ofSeconds(3);

    private final DemoQualtrics qualtrics;
    private final DemoLivePersonLife livePerson;

    private DemoSources(DemoQualtrics qualtrics, DemoLivePersonLife livePerson) {
        this.qualtrics = qualtrics;
        this.livePerson = livePerson;
    }

    /** Starts them, with data up to now. @throws IOException when a port cannot be had */
    public static DemoSources start(InstantSource clock) throws IOException {
        DemoQualtrics qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults().withClock(clock));
        qualtrics.fill(RESPONSES, SEED, clock.instant());
        try {
            return new DemoSources(qualtrics, DemoLivePersonLife.start(SEED, CONVERSATION, clock));
        } catch (IOException e) {
            qualtrics.close();
            throw e;
        }
    }

    /** The connector's settings for them, by their documented names, with runs every few seconds. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(qualtrics.settings());
        settings.put("QUALTRICS_CRON", "*/15 * * * * ?");
        settings.put("QUALTRICS_SINCE", "31d");
        settings.putAll(livePerson.account().settings());
        settings.put("LIVEPERSON_CRON", "*/30 * * * * ?");
        return settings;
    }

    /** How many ratings there are to collect from them. */
    public int ratings() {
        return qualtrics.answered();
    }

    /** Where they are, a line each, for people. */
    public String places() {
        return "Qualtrics " + qualtrics.url() + ", LivePerson " + livePerson.account().url();
    }

    @Override
    public void close() {
        qualtrics.close();
        livePerson.close();
    }
}
