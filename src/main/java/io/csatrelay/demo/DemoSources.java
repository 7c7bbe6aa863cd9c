package io.csatrelay.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** What the demo collects from beside Zendesk. */
public final class DemoSources implements AutoCloseable {
    private static final int RESPONSES = 300;
    private static final long SEED = 5;

    private static final Duration CONVERSATION = Duration.ofSeconds(3);

    private final Path folder;
    private final DemoQualtrics qualtrics;
    private final DemoLivePersonLife livePerson;
    private final DemoGnatta gnatta;

    private DemoSources(Path folder, DemoQualtrics qualtrics, DemoLivePersonLife livePerson, DemoGnatta gnatta) {
        this.folder = folder;
        this.qualtrics = qualtrics;
        this.livePerson = livePerson;
        this.gnatta = gnatta;
    }

    /**
     * Starts them, with data up to now.
     *
     * @param folder where files are dropped; made here
     * @throws IOException when a port or the folder cannot be had
     */
    public static DemoSources start(Path folder, InstantSource clock) throws IOException {
        DemoFiles.drop(folder, clock.instant());
        DemoQualtrics qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults().withClock(clock));
        qualtrics.fill(RESPONSES, SEED, clock.instant());
        DemoGnatta gnatta = null;
        try {
            gnatta = DemoGnatta.start(DemoGnatta.Options.defaults().withClock(clock, System::nanoTime));
            return new DemoSources(folder, qualtrics, DemoLivePersonLife.start(SEED, CONVERSATION, clock), gnatta);
        } catch (IOException e) {
            qualtrics.close();
            if (gnatta != null) {
                gnatta.close();
            }
            throw e;
        }
    }

    /** The connector's settings for them, by their documented names, with runs every few seconds. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(qualtrics.settings());
        settings.put("QUALTRICS_CRON", "*/15 * * * * ?");
        settings.put("QUALTRICS_SINCE", "31d");
        settings.put("FILE_DROP_DIR", folder.toString());
        settings.putAll(livePerson.account().settings());
        settings.put("LIVEPERSON_CRON", "*/30 * * * * ?");
        settings.putAll(gnatta.settings());
        settings.put("GNATTA_CRON", "0 * * * * ?");
        return settings;
    }

    /** How many ratings there are to collect from them now, by source. */
    public Map<String, Integer> ratings() {
        return Map.of("qualtrics", qualtrics.answered(), "file-drop", DemoFiles.RATINGS);
    }

    /** Where they are, a line each, for people. */
    public String places() {
        return "Qualtrics " + qualtrics.url() + ", LivePerson " + livePerson.account().url() + ", Gnatta " + gnatta.url() + ", files in " + folder + "  (drop one)";
    }

    @Override
    public void close() {
        qualtrics.close();
        livePerson.close();
        gnatta.close();
    }
}
