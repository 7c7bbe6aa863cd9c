package io.csatrelay.collect;

import static io.csatrelay.collect.IntakeAnswer.BAD_SIGNATURE;
import static io.csatrelay.collect.IntakeAnswer.BAD_TIME;
import static io.csatrelay.collect.IntakeAnswer.PAUSED;
import static io.csatrelay.collect.IntakeAnswer.REPEATED;
import static io.csatrelay.collect.IntakeAnswer.TAKEN;
import static io.csatrelay.collect.IntakeAnswer.UNKNOWN_SOURCE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/**
 * Takes what vendors push to {@code POST /intake/<source>}, signed as Zendesk signs its webhooks: checked over the bytes as they came,
 * stored before it is answered, and the same signed request again changes nothing. Safe for use by several threads.
 */
public final class Intake {
    /** Where it listens. */
    public static final String PATH = "/intake/";
    /** base64(HMAC-SHA256(secret, timestamp + body)): Zendesk, "Verifying webhook authenticity". */
    public static final String SIGNATURE = "X-Zendesk-Webhook-Signature";
    /** When it was signed, ISO 8601. */
    public static final String TIMESTAMP = "X-Zendesk-Webhook-Signature-Timestamp";
    /** How far from now a delivery may have been signed. */
    static final Duration WINDOW = Duration.ofMinutes(5);
    /** 96 bits of the 256 tell signatures apart. */
    private static final int KEPT = 16;

    /** What may be logged of a path that leads nowhere. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final CollectStore store;
    private final Function<String, Source> sources;
    private final InstantSource clock;
    private final IntakeCounts counts = new IntakeCounts();
    private final Map<String, IntakeDoor> doors = new TreeMap<>();
    private final IntakeLog unknown;

    /**
     * @param store where it goes
     * @param sources finds a source by its id
     * @param secrets source id → its secrets, separated by a comma; no other source takes deliveries
     * @param clock the wall clock
     */
    public Intake(CollectStore store, Function<String, Source> sources, Map<String, String> secrets, InstantSource clock) {
        this.store = store;
        this.sources = sources;
        this.clock = clock;
        this.unknown = new IntakeLog(clock);
        secrets.forEach((source, secret) -> doors.put(source, new IntakeDoor(source, secret, clock)));
    }

    /** How deliveries were answered. */
    public IntakeCounts counts() {
        return counts;
    }

    /**
     * Lets a delivery in when its source is there, its time is within {@link #WINDOW} and its signature is that of its bytes.
     *
     * @throws IntakeException 404, 401, or 503 while the source is paused
     */
    public Delivery admit(Exchange exchange) throws IntakeException {
        Message message = exchange.getMessage();
        IntakeDoor door = door(message.getHeader(Exchange.HTTP_PATH, "", String.class));
        String timestamp = only(message, TIMESTAMP);
        Instant signedAt = inTime(door, timestamp);
        String signature = only(message, SIGNATURE);
        byte[] body = message.getBody(byte[].class);
        if (!door.isSigned(signature, timestamp, body == null ? new byte[0] : body)) {
            throw refused(door, BAD_SIGNATURE, 401, "unauthorized", "the signature is not that of this body with the secret of this source");
        }
        CollectStore.Signed signed = new CollectStore.Signed(signature.substring(0, KEPT), signedAt.plus(WINDOW));
        if (store.taken(door.source(), signed.signature())) {
            counts.add(door.source(), REPEATED);
            return new Delivery(door, null, signed);
        }
        if (store.paused(door.source())) {
            throw refused(door, PAUSED, 503, "paused", "the source is paused; send it again when it goes on");
        }
        return new Delivery(door, run(door), signed);
    }

    private IntakeDoor door(String path) throws IntakeException {
        String name = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
        IntakeDoor door = doors.get(name);
        if (door == null) {
            counts.add(IntakeCounts.NO_SOURCE, UNKNOWN_SOURCE);
            String why = "no source of that id takes deliveries, or its secret is not set";
            unknown.refused(NAME.matcher(name).matches() ? name : "a name that is no id", why);
            throw new IntakeException(404, "not_found", why);
        }
        return door;
    }

    private Instant inTime(IntakeDoor door, String timestamp) throws IntakeException {
        try {
            Instant at = OffsetDateTime.parse(timestamp).toInstant();
            if (Duration.between(at, clock.instant()).abs().compareTo(WINDOW) <= 0) {
                return at;
            }
            throw refused(door, BAD_TIME, 401, "unauthorized", "it was signed more than five minutes from now: check both clocks");
        } catch (DateTimeParseException none) {
            throw refused(door, BAD_TIME, 401, "unauthorized", "it has no time of its signature (" + TIMESTAMP + ", ISO 8601)");
        }
    }

    private IntakeException refused(IntakeDoor door, IntakeAnswer answer, int status, String error, String why) {
        counts.add(door.source(), answer);
        door.log().refused(door.source(), why);
        return new IntakeException(status, error, why);
    }

    /** The header's one value; empty when there is none, or several. */
    private static String only(Message message, String header) {
        return message.getHeader(header) instanceof String value ? value : "";
    }

    private Run run(IntakeDoor door) {
        Source source = sources.apply(door.source());
        Instant now = clock.instant();
        long number = door.run(() -> store.beginRun(source.getId(), Lane.INTAKE, null, now).orElseThrow());
        return new Run(number, source, RunRequest.scheduled(source.getId(), Lane.INTAKE), now);
    }

    /** The run that a delivery is booked on. */
    public Run run(@Variable("delivery") Delivery delivery) {
        return delivery.run();
    }

    /** Counts a delivery that is in the store now. */
    public void stored(@Variable("delivery") Delivery delivery) {
        counts.add(delivery.door().source(), TAKEN);
    }

    /** What became of a delivery's records, JSON: all 0 for a repeat. */
    public String answer(@Variable("delivery") Delivery delivery) {
        Tally tally = delivery.isFirst() ? delivery.run().tally() : Tally.NONE;
        return JsonNodeFactory.instance.objectNode().put("stored", tally.stored()).put("unchanged", tally.unchanged())
                .put("filtered", tally.filtered()).put("quarantined", tally.quarantined()).toString();
    }

    /** Ends the runs that deliveries were booked on; called when none comes any more. */
    public void stop() {
        doors.values().forEach(door -> door.run().ifPresent(run -> store.endRun(run, clock.instant(), null)));
    }
}
