package io.csatrelay.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.ops.Access;
import io.csatrelay.settings.TestingTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final TestingTime time = TestingTime.at("2026-05-01T12:00:00Z");

    @Test
    void shouldKeepEachSessionsAccessApart() {
        Sessions sessions = new Sessions(time.time().nanos());
        String reader = sessions.begin(Access.READ);
        String admin = sessions.begin(Access.ADMIN);

        assertThat(sessions.access(reader)).contains(Access.READ);
        assertThat(sessions.access(admin)).contains(Access.ADMIN);
        assertThat(sessions.access(reader.substring(1))).isEmpty();
        sessions.end(reader);
        assertThat(sessions.access(reader)).isEmpty();
        assertThat(sessions.access(admin)).contains(Access.ADMIN);
    }

    @Test
    void shouldLetTheOldestMakeRoomWhenThereAreTooMany() {
        Sessions sessions = new Sessions(time.time().nanos());
        String oldest = sessions.begin(Access.READ);
        String next = sessions.begin(Access.READ);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < Sessions.MOST - 1; i++) {
            ids.add(sessions.begin(Access.READ));
        }

        assertThat(sessions.access(oldest)).isEmpty();
        assertThat(sessions.access(next)).isPresent();
        assertThat(ids).hasSize(Sessions.MOST - 1).allSatisfy(id -> assertThat(id).hasSize(43));
    }

    @Test
    void shouldCountWrongTokensOfEachAddressForAMinute() {
        FailedSignIns failed = new FailedSignIns(time.time().nanos());
        for (int i = 0; i < FailedSignIns.MOST; i++) {
            assertThat(failed.secondsToWait("a")).isZero();
            failed.failed("a");
        }

        assertThat(failed.secondsToWait("a")).isPositive();
        assertThat(failed.secondsToWait("b")).isZero();
        time.advance(Duration.ofMinutes(1));
        assertThat(failed.secondsToWait("a")).isZero();
    }

    @Test
    void shouldForgetTheFirstAddressWhenThereAreTooMany() {
        FailedSignIns failed = new FailedSignIns(time.time().nanos());
        for (int i = 0; i < FailedSignIns.MOST; i++) {
            failed.failed("first");
        }
        for (int i = 0; i < FailedSignIns.ADDRESSES; i++) {
            failed.failed("address " + i);
        }

        assertThat(failed.secondsToWait("first")).isZero();
    }
}
