package io.csatrelay.ops;

import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.ProxyAddress;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** MaestroQA, as far as one can look without sending: it has no endpoint to read from, so that its token shows only with a delivery. */
public final class CheckSink {
    private static final String NAME = "maestroqa";

    private CheckSink() {
    }

    /**
     * Connects, and sends nothing.
     *
     * @param proxy through which MaestroQA is reached, if any
     * @param tls whom its calls trust
     */
    public static CheckPoint check(Settings settings, Optional<ProxyAddress> proxy, SSLContext tls) {
        if (settings.find(MaestroSettings.URL).isEmpty()) {
            return CheckPoint.off(NAME, "MAESTROQA_URL is not set: what is owed stays pending");
        }
        URI url = settings.get(MaestroSettings.URL);
        String way = proxy.map(through -> " (HTTPS_PROXY " + through + ")").orElse("");
        try {
            new CheckConnection(proxy, tls).connect(url);
            return CheckPoint.ok(NAME, url.getHost() + " is there" + way + "; whether MAESTROQA_API_TOKEN is valid only a delivery shows:"
                    + " MaestroQA has nothing to ask without sending a rating");
        } catch (CheckConnection.ProxyRefused refused) {
            return CheckPoint.problem(NAME, refused.getMessage());
        } catch (IOException failed) {
            return CheckPoint.problem(NAME, "connecting to " + url.getHost() + way + ": " + CheckSources.inWords(failed));
        }
    }
}
