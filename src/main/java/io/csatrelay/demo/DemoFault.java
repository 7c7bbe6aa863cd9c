package io.csatrelay.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** One way for a demo vendor to misbehave. Queue it with {@link DemoFaults}. */
public sealed interface DemoFault {

    /** Answers this; the vendor does no work. */
    record Instead(DemoAnswer answer) implements DemoFault { }

    /** The vendor does its work; its answer is changed on the way out. */
    record Rewrite(BiFunction<DemoRequest, DemoAnswer, DemoAnswer> change) implements DemoFault { }

    /** The vendor does its work; then this happens to the answer. */
    record AfterTaking(DemoFault then) implements DemoFault { }

    /** The vendor does its work at once; its answer leaves later. */
    record Delay(Duration by) implements DemoFault { }

    /** The vendor does its work at once; its answer leaves when {@code until} is complete, with a value or with a failure. */
    record Hold(CompletionStage<?> until) implements DemoFault { }

    /** The connection is reset (a real RST) before a byte of the answer. */
    record Reset() implements DemoFault { }

    /** No answer ever comes; the connection stays open. */
    record NeverAnswer() implements DemoFault { }

    /** The vendor does its work; its answer breaks off in mid-body: fewer bytes than Content-Length, or a chunk without an end. */
    record Truncate(boolean chunked) implements DemoFault { }

    /** Any status with any JSON body. */
    static DemoFault status(int status, String json) {
        return new Instead(DemoAnswer.json(status, json));
    }

    /** A bare status, as a gateway sends it: a short HTML page. */
    static DemoFault status(int status) {
        return new Instead(DemoAnswer.text(status, "text/html", "<html><body><h1>" + status + "</h1></body></html>"));
    }

    /** 503 with this Retry-After. */
    static DemoFault unavailable(String retryAfter) {
        return new Instead(DemoAnswer.json(503, "{\"error\":\"Unavailable\"}").with("Retry-After", retryAfter));
    }

    /** 429 as JSON; {@code retryAfter} as the header's text (seconds, an HTTP date, nonsense), null for none. */
    static DemoFault tooMany(String retryAfter) {
        return new Instead(DemoAnswer.json(429, "{\"error\":\"APIRateLimitExceeded\",\"description\":\"Number of allowed API requests per minute exceeded\"}")
                .with("Retry-After", retryAfter));
    }

    /** 429 as {@code text/plain}, as some of Zendesk's edges send it. */
    static DemoFault tooManyInPlainText(String retryAfter) {
        return new Instead(DemoAnswer.text(429, "text/plain", "Too many requests\n").with("Retry-After", retryAfter));
    }

    /** An instant in the HTTP date form, for a Retry-After. */
    static String httpDate(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    /** The page of a single sign-on, with status 200, where JSON was due. */
    static DemoFault loginPage() {
        return new Instead(DemoAnswer.text(200, "text/html; charset=utf-8",
                "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form method=\"post\"></form></body></html>"));
    }

    /** A redirect (301, 302, 303, 307 or 308) to a whole URL. */
    static DemoFault redirect(int status, String location) {
        return new Instead(DemoAnswer.text(status, "text/html", "").with("Location", location));
    }

    /** Status 200 with a body that says JSON and is none; the vendor did its work. */
    static DemoFault brokenJson() {
        return new Rewrite((request, real) -> DemoAnswer.json(200, "{\"results\":[{\"action\":\"cre"));
    }

    /** The vendor does its work, then the connection is reset. */
    static DemoFault resetAfterTaking() {
        return new AfterTaking(new Reset());
    }

    /** The vendor does its work and never answers. */
    static DemoFault silenceAfterTaking() {
        return new AfterTaking(new NeverAnswer());
    }

    /** The vendor does its work; a gateway answers this status in its place. */
    static DemoFault statusAfterTaking(int status) {
        return new AfterTaking(status(status));
    }
}
