package io.csatrelay.dashboard;

import io.csatrelay.ops.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who has signed in, in memory: a restart ends every session. A session's id is 256 random bits; only its hash is kept, and all are
 * compared in constant time. Safe for use by several threads.
 */
public final class Sessions {
    /** A working day. */
    static final Duration LENGTH = Duration.ofHours(12);
    /** The oldest makes room for one more. */
    static final int MOST = 500;
    private static final int ID_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;
    private final Deque<Session> sessions = new ArrayDeque<>();

    private record Session(byte[] hash, Access access, long startedAt) {
    }

    /** @param nanos a monotonic clock, nanoseconds */
    public Sessions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Begins a session. @return its id, for a cookie and nothing else */
    synchronized String begin(Access access) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        forget();
        if (sessions.size() == MOST) {
            sessions.removeFirst();
        }
        sessions.addLast(new Session(hash(id), access, nanos.getAsLong()));
        return id;
    }

    /** What a session may do; empty when there is none of this id, or it is over. */
    synchronized Optional<Access> access(String id) {
        forget();
        return find(id).map(Session::access);
    }

    /** Ends a session, if there is one. */
    synchronized void end(String id) {
        find(id).ifPresent(sessions::remove);
    }

    private Optional<Session> find(String id) {
        byte[] hash = hash(id);
        Session found = null;
        for (Session session : sessions) {
            found = MessageDigest.isEqual(session.hash(), hash) ? session : found;
        }
        return Optional.ofNullable(found);
    }

    private void forget() {
        while (!sessions.isEmpty() && nanos.getAsLong() - sessions.getFirst().startedAt() >= LENGTH.toNanos()) {
            sessions.removeFirst();
        }
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
