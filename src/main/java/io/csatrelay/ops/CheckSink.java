package io.csatrelay.ops;

import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.NetworkSettings;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;

/** MaestroQA, as far as one can look without sending: it has no endpoint to read from, so that its token shows only with a delivery. */
public final class CheckSink {
    private static final String NAME = "maestroqa";

    private CheckSink() {
    }

    /** Connects, and sends nothing. */
    public static CheckPoint check(Settings settings) {
        if (settings.find(MaestroSettings.URL).isEmpty()) {
            return CheckPoint.off(NAME, "MAESTROQA_URL is not set: what is owed stays pending");
        }
        URI url = settings.get(MaestroSettings.URL);
        String way = settings.find(NetworkSettings.HTTPS_PROXY).map(proxy -> " (HTTPS_PROXY " + proxy + ")").orElse("");
        try {
            new CheckConnection(settings).connect(url);
            return CheckPoint.ok(NAME, url.getHost() + " is there" + way + "; whether MAESTROQA_API_TOKEN is valid only a delivery shows:"
                    + " MaestroQA has nothing to ask without sending a rating");
        } catch (CheckConnection.ProxyRefused refused) {
            return CheckPoint.problem(NAME, refused.getMessage());
        } catch (IOException | UnresolvedAddressException failed) {
            return CheckPoint.problem(NAME, "connecting to " + url.getHost() + way + ": " + CheckSources.inWords(failed));
        }
    }
}
