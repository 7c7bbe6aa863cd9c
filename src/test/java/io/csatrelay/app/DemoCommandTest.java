package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoVendors;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void shouldTouchNoRealAccount() throws Exception {
        Map<String, String> outside = Map.of("ZENDESK_BASE_URL", "https://company.zendesk.com", "ZENDESK_OAUTH_TOKEN", "real", "MAESTROQA_API_TOKEN", "real",
                "STORE_URL", "jdbc:postgresql://db/real", "DATA_DIR", "/real", "HTTP_PORT", "8085");
        try (DemoVendors vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(1))) {
            Map<String, String> environment = DemoCommand.environment(vendors, Path.of("temporary"), outside);
            assertThat(environment).doesNotContainValue("real").doesNotContainKeys("STORE_URL", "ZENDESK_OAUTH_TOKEN")
                    .containsEntry("ZENDESK_BASE_URL", vendors.zendesk().url()).containsEntry("DATA_DIR", "temporary").containsEntry("HTTP_PORT", "8085");
        }
    }
}
