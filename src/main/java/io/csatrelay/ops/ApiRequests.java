package io.csatrelay.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import io.csatrelay.collect.Intake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.RestClientRequestValidator;
import org.apache.camel.util.function.Suppliers;

/**
 * Holds the body of every request against the contract, before its route: 400 naming the field. What a schema cannot say, such as which
 * of two times is the later, is said by whoever answers. Safe for use by several threads.
 */
public final class ApiRequests implements RestClientRequestValidator {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String contract;
    private final Supplier<JsonSchemaFactory> factory = Suppliers.memorize(ApiRequests::factory);
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build();
    private final Supplier<Set<String>> paths = Suppliers.memorize(this::paths);
    private final Map<String, Optional<JsonSchema>> schemas = new ConcurrentHashMap<>();

    /** @param contract the OpenAPI contract's resource, such as {@code /openapi/csat-relay.json}; read when the first request comes */
    public ApiRequests(String contract) {
        this.contract = "classpath:" + contract.substring(1);
    }

    /** Of OpenAPI 3.0. The schemas are read as parts of the whole contract, whose other parts are no schemas, and no reason for a warning. */
    private static JsonSchemaFactory factory() {
        JsonMetaSchema openApi = JsonMetaSchema.builder(OpenApi30.getInstance())
                .keywords(List.of("openapi", "info", "paths", "components").stream().map(NonValidationKeyword::new).toList()).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4,
                builder -> builder.metaSchema(openApi).defaultMetaSchemaIri(openApi.getIri()));
    }

    @Override
    public ValidationError validate(Exchange exchange, ValidationContext context) {
        Message message = exchange.getMessage();
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        // What is signed is signed over its bytes: nobody turns them into text before that was checked. A path with parameters in it, such
        // as a tile's, takes bodies that only its route can judge.
        if (!"POST".equals(message.getHeader(Exchange.HTTP_METHOD, String.class)) || path.startsWith(Intake.PATH) || !paths.get().contains(path)) {
            return null;
        }
        Optional<JsonSchema> schema = schemas.computeIfAbsent(path, this::schema);
        if (schema.isEmpty()) {
            return null;
        }
        String body = message.getBody(String.class);
        message.setBody(body);
        String problem = problem(schema.get(), body);
        return problem == null ? null : refuse(message, problem);
    }

    private Set<String> paths() {
        try (InputStream in = ApiRequests.class.getResourceAsStream(contract.replaceFirst("classpath:", "/"))) {
            Set<String> known = new HashSet<>();
            JSON.readTree(in).path("paths").fieldNames().forEachRemaining(known::add);
            return known;
        } catch (IOException failed) {
            throw new UncheckedIOException("reading the contract " + contract, failed);
        }
    }

    private Optional<JsonSchema> schema(String path) {
        String pointer = "#/paths/" + path.replace("~", "~0").replace("/", "~1") + "/post/requestBody/content/application~1json/schema";
        return Optional.of(factory.get().getSchema(SchemaLocation.of(contract + pointer), config));
    }

    /** Nothing of the request goes back. */
    private static ValidationError refuse(Message message, String problem) {
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Cache-Control", "no-store");
        return new ValidationError(400, problem);
    }

    /** The answer's body for the first problem; null when there is none. */
    private static String problem(JsonSchema schema, String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException unreadable) {
            return ApiErrors.body("bad_request", "the body is not JSON", "body");
        }
        if (!json.isObject()) {
            return ApiErrors.body("bad_request", "the body is a JSON object", "body");
        }
        dropNulls(json);
        return schema.validate(json).stream().min(Comparator.comparing(ApiRequests::field)).map(ApiRequests::problem).orElse(null);
    }

    /** A field that is null is as absent. */
    private static void dropNulls(JsonNode json) {
        json.forEach(ApiRequests::dropNulls);
        if (json.isObject()) {
            ((ObjectNode) json).properties().removeIf(field -> field.getValue().isNull());
        }
    }

    private static String problem(ValidationMessage problem) {
        String field = field(problem);
        return ApiErrors.body("bad_request", field + " is not as GET /openapi.json describes it: " + problem.getError(), field);
    }

    /** The field as requests of people name it: {@code filters.channels} for any element of that list. */
    private static String field(ValidationMessage problem) {
        String path = problem.getInstanceLocation().toString().replaceAll("/\\d+(?=/|$)", "").replaceFirst("^/", "").replace('/', '.');
        String property = problem.getProperty();
        if (property == null) {
            return path.isEmpty() ? "body" : path;
        }
        return path.isEmpty() ? property : path + "." + property;
    }
}
