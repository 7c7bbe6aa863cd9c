package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.junit.jupiter.api.Test;

/** Each cron of the settings is that of its source's route, and of no other. */
class CronsTest {
    /** Setting → the routes that it is for; each setting gets a minute of its own. */
    private static final Map<String, String[]> ROUTES = new TreeMap<>(Map.of("ZENDESK_RATINGS_CRON", new String[] {"zendesk-ratings-live"},
            "ZENDESK_RATINGS_REREAD_CRON", new String[] {"zendesk-ratings-reread"}, "ZENDESK_SURVEYS_CRON", new String[] {"zendesk-surveys-live"},
            "QUALTRICS_CRON", new String[] {"qualtrics-live"}, "LIVEPERSON_CRON", new String[] {"liveperson-csat-live", "liveperson-engagement-live"},
            "GNATTA_CRON", new String[] {"gnatta-tiles-live"}));

    @Test
    void shouldTickWhenTheSettingsSay() throws Exception {
        TestingRelay.Builder plan = TestingRelay.builder().collectingOnly().set("ZENDESK_CSAT", "auto")
                .set("QUALTRICS_BASE_URL", "http://127.0.0.1:9/API/v3").set("QUALTRICS_API_TOKEN", "a-token").set("QUALTRICS_SURVEY_ID", "SV_1")
                .set("QUALTRICS_SCORE_QUESTION", "QID1").set("LIVEPERSON_ACCOUNT_ID", "56072331").set("LIVEPERSON_TOKEN", "a-token")
                .set("GNATTA_BASE_URL", "http://127.0.0.1:9/reporting/v1.2").set("GNATTA_AUTH_URL", "http://127.0.0.1:9").set("GNATTA_DOMAIN_ID", "a-domain")
                .set("GNATTA_CLIENT_ID", "a-client").set("GNATTA_CLIENT_SECRET", "a-secret");
        int minute = 10;
        Map<String, String> crons = new TreeMap<>();
        for (String setting : ROUTES.keySet()) {
            crons.put(setting, "7 " + minute++ + " 3 * * ?");
        }
        crons.forEach(plan::set);
        try (TestingRelay relay = plan.start()) {
            ROUTES.forEach((setting, routes) -> {
                for (String id : routes) {
                    Route route = relay.relay().context().getRoute(id);
                    assertThat(route).as(id).isNotNull();
                    QuartzEndpoint trigger = (QuartzEndpoint) route.getEndpoint();
                    assertThat(trigger.getCron()).as("%s of %s", setting, id).isEqualTo(crons.get(setting));
                    assertThat(trigger.getTriggerParameters()).as(id).containsEntry("timeZone", "UTC");
                }
            });
        }
    }
}
