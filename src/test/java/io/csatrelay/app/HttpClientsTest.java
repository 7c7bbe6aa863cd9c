package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpClientsTest {
    @TempDir
    private static Path folder;
    private static TestingTls vendor;

    @BeforeAll
    static void start() throws Exception {
        vendor = new TestingTls(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        vendor.close();
    }

    @Test
    void shouldTrustTheAuthoritiesOfTheBundle() throws Exception {
        assertThat(get(url("localhost", "/"), "CA_BUNDLE_FILE", vendor.pem().toString())).isEqualTo("hello");
    }

    @Test
    void shouldNotTrustAnyoneElse() {
        assertThat(failure(url("localhost", "/"))).hasCauseInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void shouldGoOnTrustingJavasOwnAuthoritiesBesideTheBundle() throws Exception {
        List<X509Certificate> trusted = new Authorities(vendor.pem()).trusted();
        TrustManagerFactory own = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        own.init((KeyStore) null);
        List<X509Certificate> javas = Arrays.asList(((X509TrustManager) own.getTrustManagers()[0]).getAcceptedIssuers());
        assertThat(trusted).containsAll(javas).hasSize(javas.size() + 1);
    }

    @Test
    void shouldCallVendorsThroughTheProxy() throws Exception {
        try (TestingProxy proxy = new TestingProxy(null)) {
            assertThat(get(url("localhost", "/"), "CA_BUNDLE_FILE", vendor.pem().toString(), "HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()))
                    .isEqualTo("hello");
            assertThat(proxy.tunnels()).containsExactly("localhost:" + vendor.port());
        }
    }

    @Test
    void shouldSayWhoItIsWhenTheProxyAsks() throws Exception {
        String credential = Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));
        try (TestingProxy proxy = new TestingProxy(credential)) {
            assertThat(get(url("localhost", "/"), "CA_BUNDLE_FILE", vendor.pem().toString(),
                    "HTTPS_PROXY", "http://me:p%40ss@127.0.0.1:" + proxy.port())).isEqualTo("hello");
            assertThat(proxy.tunnels()).hasSize(1);
        }
    }

    @Test
    void shouldCallTheHostsOfNoProxyDirectly() throws Exception {
        try (TestingProxy proxy = new TestingProxy(null)) {
            assertThat(get(url("localhost", "/"), "CA_BUNDLE_FILE", vendor.pem().toString(),
                    "HTTPS_PROXY", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "company.com,localhost")).isEqualTo("hello");
            assertThat(proxy.tunnels()).isEmpty();
        }
    }

    @Test
    void shouldCallLoopbackOverHttpWithoutTheProxy() throws Exception {
        try (TestingProxy proxy = new TestingProxy(null); DemoZendesk zendesk = DemoZendesk.start(DemoZendesk.Options.defaults())) {
            get(zendesk.url() + "/api/v2/satisfaction_ratings.json?throwExceptionOnFailure=false", "HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
            assertThat(zendesk.requests()).hasSize(1);
        }
    }

    @Test
    void shouldGiveUpAVendorThatKeepsSilent() {
        long start = System.nanoTime();
        assertThat(failure(url("localhost", "/silent"), "CA_BUNDLE_FILE", vendor.pem().toString(), "VENDOR_TIMEOUT", "1s"))
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("not the default of 30 s").isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void shouldPrepareTheClientsOfARelay() throws Exception {
        try (TestingRelay relay = TestingRelay.builder().collectingOnly().set("VENDOR_TIMEOUT", "7s")
                .set("CA_BUNDLE_FILE", vendor.pem().toString()).set("HTTPS_PROXY", "http://127.0.0.1:9").start()) {
            HttpComponent https = relay.relay().context().getComponent("https", HttpComponent.class);
            assertThat(https.getResponseTimeout()).isEqualTo(7000);
            assertThat(https.getHttpClientConfigurer()).isNotNull();
            assertThat(https.getSslContextParameters()).isInstanceOf(Authorities.class);
            assertThat(https.isAutomaticRetriesDisabled()).isTrue();
        }
    }

    private static String url(String host, String path) {
        return "https://" + host + ":" + vendor.port() + path;
    }

    private static Throwable failure(String url, String... settings) {
        return catchThrowable(() -> get(url, settings));
    }

    private static String get(String url, String... settings) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("DATA_DIR", folder.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        Settings loaded = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(environment);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            HttpClients.prepare(context, loaded);
            context.start();
            try (ProducerTemplate producer = context.createProducerTemplate()) {
                return producer.requestBody(url, null, String.class);
            }
        }
    }
}
