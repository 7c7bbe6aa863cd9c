package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of MaestroQA, which it only connects to: directly and through a proxy, trusting the bundle or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckSinkTest {
    private static final String SECRET = "s3cret";

    private Path folder;
    private TestingTls vendor;
    private TestingProxy proxy;
    private String url;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        vendor = new TestingTls(folder);
        proxy = new TestingProxy(Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes()));
        url = "https://localhost:" + vendor.port() + "/api";
    }

    @AfterAll
    void stop() throws Exception {
        proxy.close();
        vendor.close();
    }

    @Test
    void shouldTrustTheBundleAndSaySoOfTheTokenThatNobodyCanAskFor() throws Exception {
        assertThat(check(url, Map.of())).startsWith("problem  maestroqa: connecting to localhost: no TLS connection (SSLHandshakeException): ")
                .contains("set CA_BUNDLE_FILE");
        assertThat(check(url, Map.of("CA_BUNDLE_FILE", vendor.pem().toString())))
                .startsWith("ok       maestroqa: localhost is there; whether MAESTROQA_API_TOKEN is valid only a delivery shows");
    }

    @Test
    void shouldSignInToTheProxyAndShakeHandsThroughIt() throws Exception {
        int before = proxy.tunnels().size();

        assertThat(check(url, Map.of("HTTPS_PROXY", proxy("me:" + SECRET), "NO_PROXY", "other.invalid", "CA_BUNDLE_FILE", vendor.pem().toString())))
                .startsWith("ok       maestroqa: localhost is there (HTTPS_PROXY http://***@127.0.0.1:" + proxy.port() + "); ");
        assertThat(proxy.tunnels()).hasSize(before + 1).last().isEqualTo("localhost:" + vendor.port());
    }

    @Test
    void shouldSayThatTheProxyRefusesAndTellNoPassword() throws Exception {
        assertThat(check(url, Map.of("HTTPS_PROXY", proxy("me:other-" + SECRET)))).isEqualTo("problem  maestroqa: the proxy http://***@127.0.0.1:"
                + proxy.port() + " answers 407: check the user and password in HTTPS_PROXY");
    }

    @Test
    void shouldPassTheProxyByForHostsThatNeedNone() throws Exception {
        assertThat(check("https://vendor.invalid", Map.of("HTTPS_PROXY", proxy("me:" + SECRET), "NO_PROXY", "x.example,.invalid")))
                .isEqualTo("problem  maestroqa: connecting to vendor.invalid: the host name is not known: check the URL, the DNS, and HTTPS_PROXY");
    }

    private String proxy(String user) {
        return "http://" + user + "@127.0.0.1:" + proxy.port();
    }

    private String check(String endpoint, Map<String, String> environment) throws Exception {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("MAESTROQA_URL", endpoint);
        all.put("MAESTROQA_API_TOKEN", "x");
        return CheckCommand.sink(new SettingsLoader(Catalogue.standard(), folder, folder).load(all)).toString();
    }
}
