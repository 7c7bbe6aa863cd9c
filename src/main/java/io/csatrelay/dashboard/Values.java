package io.csatrelay.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.ops.ApiException;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** Which agents, groups and the rest there are in the ratings, with their names. Stateless but for what it reads. */
public final class Values {
    private final DistributionStore store;
    private final Names names;

    /**
     * @param store which values there are
     * @param names what people call them
     */
    public Values(DistributionStore store, Names names) {
        this.store = store;
        this.names = names;
    }

    /** {@code kind=agent} → {@code {"kind","values":[{"id","name"}]}}, by rising id; a name that nobody knows is null. */
    public String list(@Header(Exchange.HTTP_QUERY) String query) throws ApiException {
        Kind kind = kind(query == null ? "" : query);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", kind.word());
        ArrayNode values = answer.putArray("values");
        store.values(kind.dimension()).forEach(id -> values.addObject().put("id", id).put("name", names.of(kind, id).orElse(null)));
        return answer.toString();
    }

    /** From the query itself: among the message's headers a header of the request with that name looks the same. */
    private static Kind kind(String query) throws ApiException {
        List<String> given = Arrays.stream(query.split("&")).filter(pair -> pair.startsWith("kind=")).map(pair -> pair.substring(5)).toList();
        if (given.size() == 1) {
            return Kind.of(given.get(0)).orElseThrow(Values::wrong);
        }
        throw wrong();
    }

    private static ApiException wrong() {
        return ApiException.badField("kind", "kind is one of " + Kind.words());
    }
}
