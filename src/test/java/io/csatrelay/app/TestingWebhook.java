package io.csatrelay.app;

import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.collect.Intake;
import io.csatrelay.vendor.Signature;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Pushes to a relay as Zendesk does. */
final class TestingWebhook {
    static final String SOURCE = "zendesk-webhook";
    static final String SECRET_NAME = "INTAKE_ZENDESK_WEBHOOK_SECRET";
    /** Of the vendor's test vector. */
    static final String SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

    private final TestingApi api;

    TestingWebhook(TestingApi api) {
        this.api = api;
    }

    /** A rating of the body that docs/sources/webhooks.md shows. */
    static String rating(String id, String score, String comment) {
        return """
                {"id": "%s", "ticket_id": "208", "score": "%s", "comment": "%s", "assignee_id": "135", "created_at": "2021-03-25T05:00Z"}"""
                .formatted(id, score, comment);
    }

    /** Signed with the secret, at this time. */
    Answer push(String body, Instant at) {
        return push(body.getBytes(StandardCharsets.UTF_8), at.toString(), SECRET);
    }

    Answer push(byte[] body, String timestamp, String secret) {
        return send(SOURCE, body, timestamp, new Signature(secret).of(timestamp, body));
    }

    /** As it stands. */
    Answer send(String source, byte[] body, String timestamp, String signature) {
        return send(source, BodyPublishers.ofByteArray(body), "application/json; charset=utf-8", timestamp, signature);
    }

    /** As it stands, sent in another way or said to be something else. */
    Answer send(String source, BodyPublisher body, String type, String timestamp, String signature) {
        return api.send(HttpRequest.newBuilder(api.api("/intake/" + source)).header("Content-Type", type)
                .header(Intake.TIMESTAMP, timestamp).header(Intake.SIGNATURE, signature).POST(body));
    }
}
