package io.csatrelay.app;

import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.Settings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code run}: collects and delivers until it is told to stop. */
@Command(name = "run", description = "Collects and delivers on schedule until SIGTERM or Ctrl-C.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** A lock in PostgreSQL is lost with its session; another process may then take over. */
    private static final Duration LOCK_LOOKED_AT = Duration.ofSeconds(5);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = Environment.settings(spec);
        Logs.daemon(settings);
        return Stop.run(stop -> run(settings, stop));
    }

    private static void run(Settings settings, Stop stop) throws Exception {
        Logger log = LoggerFactory.getLogger(RunCommand.class);
        Ports.requireFree(settings);
        try (Parts parts = Parts.open(settings); Relay relay = new Relay(parts, true)) {
            relay.start();
            log.info("started {}", new Version().getVersion()[0]);
            sayWhatIsOff(relay, settings, log);
            while (!stop.await(LOCK_LOOKED_AT)) {
                if (!parts.lockHeld()) {
                    throw new IllegalStateException("the lock on the store " + settings.get(GeneralSettings.STORE_URL)
                            + " is lost: another process may collect and deliver now; start again when the store can be reached");
                }
            }
        }
        log.info("stopped");
    }

    private static void sayWhatIsOff(Relay relay, Settings settings, Logger log) {
        String off = relay.declaredSources().entrySet().stream().filter(source -> source.getValue() != null)
                .map(source -> source.getKey() + " (" + source.getValue() + ")").collect(Collectors.joining(", "));
        if (!off.isEmpty()) {
            log.info("off: {}", off);
        }
        if (!settings.sourceOn("maestroqa")) {
            log.info("nothing is delivered: {} is not set", MaestroSettings.URL.name());
        }
    }
}
