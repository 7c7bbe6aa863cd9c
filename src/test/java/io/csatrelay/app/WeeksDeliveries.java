package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.deliver.MaestroItem;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.rating.RatingJson;
import io.csatrelay.store.TestingStore.OutboxRow;
import io.csatrelay.store.TestingStore.RatingRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds what MaestroQA took in a simulated week against the store, rating by rating. */
final class WeeksDeliveries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 100;

    private WeeksDeliveries() {
    }

    /**
     * Fails when a rating is missing, or what MaestroQA took last of it is not what it is.
     *
     * @param lostAnswers to requests that MaestroQA took: they go again
     */
    static void areWhole(TestingRelay relay, List<String> sources, long ratings, long lostAnswers) throws JsonProcessingException {
        List<OutboxRow> outbox = relay.store().outbox();
        List<JsonNode> taken = relay.maestroqa().items().stream().map(TakenItem::item).toList();
        Map<String, Long> states = outbox.stream().collect(Collectors.groupingBy(OutboxRow::state, Collectors.counting()));
        assertThat(states.keySet()).isSubsetOf("delivered", "replaced");
        assertThat(relay.maestroqa().tooMany()).isZero();
        assertThat(lostAnswers).isPositive();
        assertThat(taken.size() - states.get("delivered")).as("taken again, for an answer was lost").isBetween(0L, lostAnswers * BATCH);
        assertThat(outbox.stream().map(OutboxRow::item).collect(Collectors.toSet())).as("owed").containsAll(taken);

        Map<String, JsonNode> last = new HashMap<>();
        taken.forEach(item -> last.put(key(item), item));
        long compared = 0;
        for (String source : sources) {
            for (RatingRow row : relay.store().ratings(source).values()) {
                JsonNode item = JSON.readTree(MaestroItem.json(RatingJson.read(row.body().toString())));
                assertThat(last.get(key(item))).as("%s of %s", row.externalId(), source).isEqualTo(item);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(ratings);
    }

    private static String key(JsonNode item) {
        return item.path("ticket_id") + " " + item.path("agent_id") + item.path("agent_email") + " " + item.path("submitted_at");
    }
}
