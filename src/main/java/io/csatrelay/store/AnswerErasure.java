package io.csatrelay.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.tile.TileCsv;
import io.csatrelay.tile.TileErasure;
import io.csatrelay.tile.TileField;
import io.csatrelay.tile.TileFigures;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes agents out of one of Gnatta's answers, with the figures that are theirs. Immutable. */
record AnswerErasure(TileErasure of) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What is left of it: itself where they are not in it; null where it is of nobody else. */
    KeptAnswer of(boolean export, KeptAnswer whole) {
        try {
            JsonNode asked = JSON.readTree(whole.request());
            JsonNode request = of.of(asked);
            if (ofNobodyElse(asked, request)) {
                return null;
            }
            JsonNode answer = export ? null : JSON.readTree(whole.body());
            JsonNode left = export ? null : of.of(answer);
            String body = export ? of.ofCsv(whole.body()) : left.equals(answer) ? whole.body() : left.toString();
            boolean same = body.equals(whole.body());
            return same && request.equals(asked) ? whole
                    : new KeptAnswer(body, request.toString(), same ? whole.figures() : export ? TileCsv.figures(body) : TileFigures.in(left));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("taking an agent out of an answer of Gnatta's that could be read before", unreadable);
        }
    }

    /** Whether it was asked for users, and each of them was erased: then all of it is theirs, whether it names them or not. */
    private static boolean ofNobodyElse(JsonNode asked, JsonNode left) {
        JsonNode users = left.path(TileField.USER_IDS);
        boolean any = false;
        for (JsonNode user : users) {
            if (!user.asText().equals(TileErasure.NOBODY)) {
                return false;
            }
            any = true;
        }
        return any && !asked.equals(left);
    }

    /** Text of any form, with them taken out of it. */
    String text(String text) {
        return of.text(text);
    }
}
