package io.csatrelay.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Ratings as the document shows them: fields in its order, reasons absent on rows that nobody answered. */
final class RatingJson {

    private static final int BYTES_A_RATING = 400;

    /** Writes into an object that is open already. */
    interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    private final String url;

    /** @param url scheme, host and port of the account */
    RatingJson(String url) {
        this.url = url;
    }

    /** An object that holds the ratings in a list under this name, and what {@code rest} adds. */
    byte[] list(String name, List<DemoRating> ratings, Part rest) {
        return object(ratings.size(), json -> {
            json.writeArrayFieldStart(name);
            for (DemoRating rating : ratings) {
                write(json, rating);
            }
            json.writeEndArray();
            rest.write(json);
        });
    }

    /** An object that holds the rating as an object under this name. */
    byte[] single(String name, DemoRating rating) {
        return object(1, json -> {
            json.writeFieldName(name);
            write(json, rating);
        });
    }

    private static byte[] object(int ratings, Part inside) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_A_RATING * (ratings + 1));
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            inside.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing ratings as JSON", e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, DemoRating rating) throws IOException {
        if (rating.servedAs() != null) {
            json.writeRawValue(rating.servedAs());
            return;
        }
        json.writeStartObject();
        number(json, "assignee_id", rating.assigneeId());
        if (rating.received()) {
            json.writeStringField("comment", rating.comment());
        }
        json.writeStringField("created_at", rating.createdAt().toString());
        number(json, "group_id", rating.groupId());
        json.writeNumberField("id", rating.id());
        if (rating.received()) {
            json.writeStringField("reason", rating.reason());
            number(json, "reason_id", rating.reasonId());
        }
        json.writeNumberField("requester_id", rating.requesterId());
        json.writeStringField("score", rating.score());
        json.writeNumberField("ticket_id", rating.ticketId());
        json.writeStringField("updated_at", rating.updatedAt().toString());
        json.writeStringField("url", url + "/api/v2/satisfaction_ratings/" + rating.id() + ".json");
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, Long value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
