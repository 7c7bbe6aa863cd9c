package io.csatrelay.app;

import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Time;
import io.csatrelay.store.Database;
import io.csatrelay.store.StoreLock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** {@code run}: collects and delivers until it is told to stop. */
@Command(name = "run", description = "Collects and delivers on schedule until SIGTERM or Ctrl-C.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Settings settings = Environment.settings(System.getenv());
        String url = settings.get(GeneralSettings.STORE_URL);
        String user = settings.find(GeneralSettings.STORE_USER).orElse(null);
        String password = settings.find(GeneralSettings.STORE_PASSWORD).orElse(null);
        try (Database database = Database.open(url, user, password);
                StoreLock lock = StoreLock.take(url, user, password).orElseThrow(() -> new IllegalStateException(
                        "another process collects and delivers for the store " + url + ": stop it first, or use the commands beside it"));
                Relay relay = new Relay(settings, Time.system(), database, true)) {
            CountDownLatch stopped = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                asked.countDown();
                try {
                    stopped.await();
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                }
            }, "stop"));
            relay.start();
            asked.await();
            relay.close();
            stopped.countDown();
        }
        return ExitCode.DONE;
    }
}
