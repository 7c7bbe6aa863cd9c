package io.csatrelay.ops;

import io.csatrelay.collect.Intake;
import io.csatrelay.collect.Run;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.collect.Runs;
import io.csatrelay.collect.Source;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.Route;

/**
 * Asks each vendor whether it lets us in, and whether the account has what its source collects, by the source's own route
 * {@code direct:<source>-check}: one request, with the credentials, the proxy and the certificates of every other. What such a route
 * leaves in its variable {@code found} is shown; it fails when the answer is no good.
 */
public final class CheckSources {
    private static final String DIRECT = "direct:";
    private static final String CHECK = "-check";

    private final CamelContext camel;

    /** @param camel has the routes of all sources that are on, none of them started, and the bean {@code runs} on a store of its own */
    public CheckSources(CamelContext camel) {
        this.camel = camel;
    }

    /** @param declared source → why it is off, or null when it is on */
    public List<CheckPoint> check(Map<String, String> declared) throws Exception {
        startDirect();
        List<CheckPoint> points = new ArrayList<>();
        declared.forEach((source, off) -> points.add(off == null ? ask(source) : CheckPoint.off(source, off)));
        return points;
    }

    /** Only what is called, never what goes by itself. */
    private void startDirect() throws Exception {
        for (Route route : camel.getRoutes()) {
            if (route.getEndpoint().getEndpointUri().startsWith(DIRECT)) {
                camel.getRouteController().startRoute(route.getId());
            }
        }
    }

    private CheckPoint ask(String source) {
        Source bean = camel.getRegistry().lookupByNameAndType(source, Source.class);
        if (bean != null && bean.intake()) {
            return CheckPoint.ok(source, "its secret is set; it takes deliveries at POST " + Intake.PATH + source);
        }
        String route = (bean == null || bean.as() == null ? source : bean.as()) + CHECK;
        if (camel.getRoute(route) == null) {
            return CheckPoint.problem(source, "not checked: its route file has no route " + route + ": add one from " + DIRECT + route);
        }
        Runs runs = camel.getRegistry().lookupByNameAndType("runs", Runs.class);
        Run run = runs.begin(RunRequest.one(source, Run.CHECK));
        try (FluentProducerTemplate template = camel.createFluentProducerTemplate()) {
            Exchange answer = template.to(DIRECT + route).withVariable("run", run).send();
            if (run.absent() != null && answer.getException() == null) {
                return CheckPoint.off(source, run.absent());
            }
            return answer.getException() == null
                    ? CheckPoint.ok(source, "the vendor lets us in" + found(answer))
                    : CheckPoint.problem(source, inWords(answer.getException()));
        } catch (IOException e) {
            throw new IllegalStateException("asking the vendor of " + source, e);
        } finally {
            runs.ended(run);
        }
    }

    /** What the route says of it, in its variable {@code found}. */
    private static String found(Exchange answer) {
        String found = answer.getVariable("found", String.class);
        return found == null || found.isBlank() ? "" : ": " + found.lines().findFirst().orElse("");
    }

    /** What went wrong and what to do, without a word that a vendor wrote. */
    static String inWords(Throwable failure) {
        if (failure instanceof VendorException) {
            return failure.getMessage();
        }
        if (failure instanceof UnknownHostException) {
            return "the host name is not known: check the URL, the DNS, and HTTPS_PROXY";
        }
        if (failure instanceof SSLException) {
            return "no TLS connection (" + failure.getClass().getSimpleName()
                    + "): is a proxy in between? set CA_BUNDLE_FILE to its certificate authority";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no answer in time: check the URL, the firewall, and HTTPS_PROXY";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "nothing answers there: check the URL, the firewall, and HTTPS_PROXY";
        }
        if (failure.getCause() != null && failure.getCause() != failure) {
            return inWords(failure.getCause());
        }
        return "no usable answer (" + failure.getClass().getSimpleName() + "): check the URL";
    }
}
