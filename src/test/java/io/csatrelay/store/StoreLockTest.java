package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class StoreLockTest {
    private final TestingDatabase.Kind kind;
    private final String url;
    private final String user;
    private final Database database;

    StoreLockTest(TestingDatabase.Kind kind) {
        this.kind = kind;
        this.database = TestingDatabase.empty(kind).database();
        this.url = database.url();
        this.user = kind == TestingDatabase.Kind.SQLITE ? null : "postgres";
    }

    @Test
    void shouldRefuseTheLockToASecondTakerInThisProcessAndKeepItFromOthersWhenAskedAgain() throws Exception {
        try (StoreLock lock = take().orElseThrow()) {
            assertThat(take()).isEmpty();
            assertThat(StoreLock.isHeld(database)).isTrue();
            assertThat(lock.held()).isTrue();
            try (Taker other = new Taker()) {
                assertThat(other.took()).isFalse();
            }
        }
        assertThat(StoreLock.isHeld(database)).isFalse();
        take().orElseThrow().close();
    }

    @Test
    void shouldFreeTheLockWhenItsHolderIsKilled() throws Exception {
        try (Taker other = new Taker()) {
            assertThat(other.took()).isTrue();
            assertThat(take()).isEmpty();
            assertThat(StoreLock.isHeld(database)).isTrue();

            other.kill();

            Eventually.await("the lock is free", () -> !StoreLock.isHeld(database));
            take().orElseThrow().close();
        }
    }

    @Test
    void shouldSayThatTheLockIsLostWhenThePostgresSessionIs() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(kind == TestingDatabase.Kind.POSTGRESQL, "a file has no session to lose");
        try (StoreLock lock = take().orElseThrow();
                Connection other = DriverManager.getConnection(url, user, "postgres");
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'csat-relay-lock'");

            assertThat(lock.held()).isFalse();
        }
    }

    private Optional<StoreLock> take() {
        return StoreLock.take(url, user, user);
    }

    /** Another process that takes the lock and says whether it did. */
    private final class Taker implements AutoCloseable {
        private final Process process;

        Taker() throws IOException {
            String java = ProcessHandle.current().info().command().orElse("java");
            process = new ProcessBuilder(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    TestingLockTaker.class.getName(), url, user == null ? "" : user)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        }

        boolean took() throws IOException {
            BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return Boolean.parseBoolean(said.readLine());
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            kill();
        }
    }
}
