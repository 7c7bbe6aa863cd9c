package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The demo vendors as a process of their own. Prints one JSON line with the connector's settings, then serves until its standard input ends.
 * Each line {@code stats} on its input is answered with one JSON line of what was taken.
 */
@Command(name = "demo-vendors", mixinStandardHelpOptions = true, description = "Serves a demo Zendesk and a demo MaestroQA on loopback.")
public final class DemoVendorsMain implements Callable<Integer> {

    @Option(names = "--ratings", defaultValue = "5000", description = "rows from the start (${DEFAULT-VALUE})")
    private int ratings;
    @Option(names = "--seed", defaultValue = "1", description = "of the data (${DEFAULT-VALUE})")
    private long seed;
    @Option(names = "--zendesk-port", defaultValue = "0", description = "0 for any free one")
    private int zendeskPort;
    @Option(names = "--maestroqa-port", defaultValue = "0", description = "0 for any free one")
    private int maestroqaPort;
    @Option(names = "--no-limits", description = "lifts MaestroQA's 10 a second and 100 a minute")
    private boolean noLimits;
    @Option(names = "--maestroqa-delay-ms", defaultValue = "0", description = "before each answer of MaestroQA")
    private long delayMillis;
    @Option(names = "--no-items", description = "counts what is taken, does not keep it")
    private boolean noItems;
    @Option(names = "--life-seconds", defaultValue = "0", description = "a new rating after each such span; 0 for none")
    private long lifeSeconds;

    private DemoVendorsMain() {
    }

    /** Exit codes as of the connector: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DemoVendorsMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        DemoMaestroQA.Options maestroqa = DemoMaestroQA.Options.defaults()
                .withAnswerDelay(Duration.ofMillis(delayMillis)).withKeepItems(!noItems);
        DemoVendors.Options options = DemoVendors.Options.defaults()
                .withMaestroQA(noLimits ? maestroqa.withLimits(0, 0) : maestroqa)
                .withPorts(zendeskPort, maestroqaPort).withRatings(ratings).withSeed(seed)
                .withLifeEvery(Duration.ofSeconds(lifeSeconds));
        try (DemoVendors vendors = DemoVendors.start(options)) {
            ObjectNode settings = Json.object();
            vendors.settings().forEach(settings::put);
            System.out.println(settings);
            serve(vendors);
            return 0;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static void serve(DemoVendors vendors) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals("stats")) {
                System.out.println(stats(vendors));
            }
        }
    }

    private static ObjectNode stats(DemoVendors vendors) {
        DemoMaestroQA maestroqa = vendors.maestroqa();
        return Json.object()
                .put("ratings", vendors.zendesk().size()).put("received", vendors.zendesk().received())
                .put("zendeskRequests", vendors.zendesk().requests().size())
                .put("taken", maestroqa.taken()).put("duplicates", maestroqa.duplicates())
                .put("maestroqaRequests", maestroqa.requests().size()).put("tooMany", maestroqa.tooMany())
                .put("maxInSecond", maestroqa.slidingMax(Duration.ofSeconds(1)))
                .put("maxInMinute", maestroqa.slidingMax(Duration.ofMinutes(1)));
    }
}
