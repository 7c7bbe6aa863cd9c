package io.csatrelay.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenIdDiscoveryTest {
    private final OpenIdDiscovery discovery = OpenIdDiscovery.at(URI.create("https://auth.gnatta.services"), "/our-domain", "GNATTA_DOMAIN_ID");

    @Test
    void shouldAskWhereTheDocumentSaysAndKeepTheTokenUrl() throws Exception {
        assertThat(discovery.isDue()).isTrue();
        assertThat(discovery.getUrl()).isEqualTo("https://auth.gnatta.services/our-domain/.well-known/openid-configuration");

        discovery.take(200, "{\"token_endpoint\":\"https://auth.gnatta.services/our-domain/connect/token\"}");

        assertThat(discovery.isDue()).isFalse();
        assertThat(discovery.getTokenUrl()).isEqualTo("https://auth.gnatta.services/our-domain/connect/token");
    }

    @Test
    void shouldAskNobodyWhenTheTokenUrlIsSet() {
        assertThat(OpenIdDiscovery.of(URI.create("https://auth.gnatta.services/t")).isDue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "404 | {} | false | HTTP 404 from auth.gnatta.services: check GNATTA_DOMAIN_ID", "503 | | true | HTTP 503 from auth.gnatta.services: it has a fault of its own",
        "200 | {} | false | without a token_endpoint: check GNATTA_DOMAIN_ID", "200 | <html> | false | without a token_endpoint",
        "200 | {\"token_endpoint\":\"https://elsewhere.example/token\"} | false | names a token URL on another host",
        "200 | {\"token_endpoint\":\"http://auth.gnatta.services/token\"} | false | names a token URL on another host"})
    void shouldTakeNoOtherAnswerAndGiveOurSecretToNoOtherHost(int status, String body, boolean retryable, String words) {
        assertThatThrownBy(() -> discovery.take(status, body)).hasMessageContaining(words)
                .satisfies(failure -> assertThat(((VendorException) failure).retryable()).isEqualTo(retryable));
        assertThat(discovery.isDue()).isTrue();
    }
}
