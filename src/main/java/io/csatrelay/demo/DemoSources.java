package io.csatrelay.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** What the demo collects from beside Zendesk. */
public final class DemoSources implements AutoCloseable {
    private static final int RESPONSES = 300;
    private static final long SEED = 5;

    private final DemoQualtrics qualtrics;
    private final Path folder;

    private DemoSources(DemoQualtrics qualtrics, Path folder) {
        this.qualtrics = qualtrics;
        this.folder = folder;
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
        return new DemoSources(qualtrics, folder);
    }

    /** The connector's settings for them, by their documented names, with runs every few seconds. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(qualtrics.settings());
        settings.put("QUALTRICS_CRON", "*/15 * * * * ?");
        settings.put("QUALTRICS_SINCE", "31d");
        settings.put("FILE_DROP_DIR", folder.toString());
        return settings;
    }

    /** How many ratings there are to collect from them. */
    public int ratings() {
        return qualtrics.answered() + DemoFiles.RATINGS;
    }

    /** Where they are, a line each, for people. */
    public String places() {
        return "Qualtrics " + qualtrics.url() + ", and files in " + folder + "  (drop one)";
    }

    @Override
    public void close() {
        qualtrics.close();
    }
}
