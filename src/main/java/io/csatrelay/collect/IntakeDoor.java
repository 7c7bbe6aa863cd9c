package io.csatrelay.collect;

import io.csatrelay.vendor.Signature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What one source's deliveries have to show, and what was taken of them. Safe for use by several threads. */
final class IntakeDoor {
    private final String source;
    private final List<Signature> secrets;
    private final IntakeLog log;
    private OptionalLong run = OptionalLong.empty();

    /** @param secrets one, or several separated by commas: all of them are live */
    IntakeDoor(String source, String secrets, InstantSource clock) {
        this.source = source;
        this.secrets = Arrays.stream(secrets.split(",")).filter(secret -> !secret.isEmpty()).map(Signature::new).toList();
        this.log = new IntakeLog(clock);
    }

    String source() {
        return source;
    }

    IntakeLog log() {
        return log;
    }

    /** Whether one of the secrets makes this signature. All are compared, each in constant time: time tells nothing. */
    boolean isSigned(String signature, String timestamp, byte[] body) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (Signature secret : secrets) {
            signed |= MessageDigest.isEqual(secret.of(timestamp, body).getBytes(StandardCharsets.UTF_8), given);
        }
        return signed;
    }

    /** The run that deliveries are booked on: one for as long as the process listens. @param begin begins it */
    synchronized long run(LongSupplier begin) {
        if (run.isEmpty()) {
            run = OptionalLong.of(begin.getAsLong());
        }
        return run.getAsLong();
    }

    /** The run, if any delivery was taken. */
    synchronized OptionalLong run() {
        return run;
    }
}
