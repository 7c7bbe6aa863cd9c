package io.csatrelay.app;

import io.csatrelay.collect.CollectStore;
import io.csatrelay.collect.Gate;
import io.csatrelay.collect.LivePersonAuth;
import io.csatrelay.collect.LivePersonBuckets;
import io.csatrelay.collect.LivePersonCsat;
import io.csatrelay.collect.LivePersonDomains;
import io.csatrelay.collect.LivePersonEngagement;
import io.csatrelay.collect.Windows;
import io.csatrelay.settings.LivePersonSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.AggregateSql;
import io.csatrelay.vendor.OAuth1;
import io.csatrelay.vendor.OAuth2Client;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.main.Main;

/** What collecting from LivePerson needs. */
final class LivePersonBeans {
    /** The source of the CSAT distribution. */
    static final String CSAT = "liveperson-csat";
    /** The source of the engagement activity. */
    static final String ENGAGEMENT = "liveperson-engagement";

    private static final int NONCE_BYTES = 16;

    private final Settings settings;
    private final InstantSource clock;

    LivePersonBeans(Parts parts) {
        this.settings = parts.settings();
        this.clock = parts.time().wall();
    }

    void bind(Main camel, CollectStore store, Windows windows, AggregateSql aggregates) {
        camel.bind("livePersonBuckets", new LivePersonBuckets(store, windows, clock));
        camel.bind("livePersonEngagement", new LivePersonEngagement(aggregates, clock));
        camel.bind("livePersonCsat", new LivePersonCsat(aggregates, clock));
        camel.bind("livePersonDomains", new LivePersonDomains(settings.get(LivePersonSettings.DISCOVERY_URL), configured(), clock));
        camel.bind("livePersonGate", new Gate());
        camel.bind("livePersonAuth", auth());
    }

    /** Nothing is asked for that is configured; and what stands in for LivePerson on this machine issues its own tokens, so that no secret leaves it. */
    private Map<String, String> configured() {
        Map<String, String> domains = new HashMap<>();
        settings.find(LivePersonSettings.BASE_URL).map(URI::toString).ifPresent(base -> {
            domains.put(LivePersonDomains.REPORTING, base);
            if (base.startsWith("http:") && !settings.isSet(LivePersonSettings.DISCOVERY_URL)) {
                domains.put(LivePersonDomains.SENTINEL, base);
            }
        });
        return domains;
    }

    private LivePersonAuth auth() {
        Optional<OAuth2Client> client = settings.find(LivePersonSettings.CLIENT_SECRET).map(secret -> new OAuth2Client(settings.get(LivePersonSettings.CLIENT_ID),
                secret, "LIVEPERSON_CLIENT_ID and LIVEPERSON_CLIENT_SECRET", clock));
        if (client.isPresent()) {
            return new LivePersonAuth((url, query) -> client.get().header(), client.get());
        }
        return settings.find(LivePersonSettings.APP_SECRET).map(this::oauth1).map(signer -> new LivePersonAuth((url, query) -> signer.header("GET", url, query), null))
                .orElseGet(() -> {
                    String token = settings.find(LivePersonSettings.TOKEN).orElse("");
                    return new LivePersonAuth((url, query) -> "Bearer " + token, null);
                });
    }

    private OAuth1 oauth1(String appSecret) {
        SecureRandom random = new SecureRandom();
        return new OAuth1(settings.get(LivePersonSettings.APP_KEY), appSecret, settings.get(LivePersonSettings.ACCESS_TOKEN),
                settings.get(LivePersonSettings.ACCESS_TOKEN_SECRET), clock, () -> {
                    byte[] nonce = new byte[NONCE_BYTES];
                    random.nextBytes(nonce);
                    return HexFormat.of().formatHex(nonce);
                });
    }
}
