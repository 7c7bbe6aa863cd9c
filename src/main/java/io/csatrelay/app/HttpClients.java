package io.csatrelay.app;

import io.csatrelay.settings.NetworkSettings;
import io.csatrelay.settings.ProxyAddress;
import io.csatrelay.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * How every vendor is reached: time-outs, the proxy, the authorities that are trusted. Set on the components, so that no route has
 * to repeat it. The proxy is for https alone: plain http stays on loopback, where no proxy is.
 */
final class HttpClients extends MainListenerSupport {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final Settings settings;

    /** To be added to Camel's main. */
    HttpClients(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        prepare(main.getCamelContext(), settings);
    }

    /** Prepares both components, before any of their endpoints is made. */
    static void prepare(CamelContext context, Settings settings) {
        HttpComponent https = context.getComponent("https", HttpComponent.class);
        for (HttpComponent component : List.of(https, context.getComponent("http", HttpComponent.class))) {
            timeouts(component, settings.get(NetworkSettings.VENDOR_TIMEOUT));
            component.setHttpClientConfigurer(HttpClients::cap);
        }
        settings.find(NetworkSettings.CA_BUNDLE_FILE).ifPresent(bundle -> https.setSslContextParameters(new Authorities(bundle)));
        settings.find(NetworkSettings.HTTPS_PROXY).ifPresent(proxy -> {
            NoProxy direct = new NoProxy(settings.find(NetworkSettings.NO_PROXY).orElse(List.of()));
            https.setHttpClientConfigurer(client -> {
                cap(client);
                useProxy(client, proxy, direct);
            });
        });
    }

    private static void timeouts(HttpComponent component, Duration timeout) {
        Duration connect = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
        component.setConnectTimeout(connect.toMillis());
        component.setResponseTimeout(timeout.toMillis());
        component.setSoTimeout(timeout.toMillis());
        component.setConnectionRequestTimeout(timeout.toMillis());
    }

    private static void cap(HttpClientBuilder client) {
        client.addExecInterceptorFirst("cap", new AnswerCap());
    }

    private static void useProxy(HttpClientBuilder client, ProxyAddress proxy, NoProxy direct) {
        client.setRoutePlanner(new DefaultProxyRoutePlanner(new HttpHost("http", proxy.host(), proxy.port())) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) throws org.apache.hc.core5.http.HttpException {
                return direct.covers(target.getHostName(), port(target)) ? null : super.determineProxy(target, context);
            }
        });
        proxy.user().ifPresent(user -> {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope(proxy.host(), proxy.port()),
                    new UsernamePasswordCredentials(user, proxy.password().orElse("").toCharArray()));
            client.setDefaultCredentialsProvider(credentials);
        });
    }

    private static int port(HttpHost target) {
        return target.getPort() >= 0 ? target.getPort() : 443;
    }
}
