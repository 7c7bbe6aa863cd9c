package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.csatrelay.collect.Accounts;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.SettingsLoader;
import io.csatrelay.vendor.OAuth2;
import io.csatrelay.vendor.OAuth2Client;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** The shipped route {@code oauth2-token} against a server on loopback. */
class OAuth2TokenTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void shouldFetchATokenOnceAndKeepItsSecretOutOfUrlAndHeaders() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().keySet().stream().filter(name -> name.equalsIgnoreCase("Authorization") || name.startsWith("X")).toList() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"access_token\":\"t1\",\"expires_in\":3600}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        OAuth2Client client = new OAuth2Client("me", "secret", "MY_CLIENT_ID and MY_CLIENT_SECRET", () -> NOW);
        try (DefaultCamelContext camel = context()) {
            for (int i = 0; i < 2; i++) {
                try (FluentProducerTemplate template = camel.createFluentProducerTemplate()) {
                    String body = template.to("direct:oauth2-token").withVariable("client", client)
                            .withVariable("tokenUrl", "http://127.0.0.1:" + server.getAddress().getPort() + "/sentinel/api/v2/account/1/app/token")
                            .withHeader("X-Foreign", "header").withHeader("Authorization", "Bearer another").withBody("").request(String.class);
                    assertThat(body).isEmpty();
                }
            }
        } finally {
            server.stop(0);
        }
        assertThat(client.header()).isEqualTo("Bearer t1");
        assertThat(asked).containsExactly("POST /sentinel/api/v2/account/1/app/token application/x-www-form-urlencoded [] "
                + "grant_type=client_credentials&client_id=me&client_secret=secret");
    }

    private static DefaultCamelContext context() throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("accounts", new Accounts(Map.of()));
        camel.getRegistry().bind("oauth2", new OAuth2(() -> NOW));
        HttpClients.prepare(camel, new SettingsLoader(Catalogue.standard(), Path.of(""), Path.of("")).load(Map.of()));
        Resource route = ResourceHelper.resolveMandatoryResource(camel, "file:routes/oauth2.camel.yaml");
        PluginHelper.getRoutesLoader(camel).loadRoutes(route);
        camel.start();
        return camel;
    }
}
