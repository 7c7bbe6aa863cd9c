package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportBytesTest {
    @Test
    void shouldHaveAllThatWasWrittenInItsPiecesAndJoined() {
        Random random = new Random(3);
        ReportBytes report = new ReportBytes();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            int from = bytes.length / 3;
            report.write(bytes, from, bytes.length - from);
            expected.write(bytes, from, bytes.length - from);
            report.write(i);
            expected.write(i);
        }
        assertThat(report.size()).isEqualTo(expected.size());
        assertThat(report.pieces().stream().mapToInt(ByteBuffer::remaining).sum()).isEqualTo(expected.size());
        assertThat(report.joined()).isEqualTo(expected.toByteArray());
    }

    @Test
    void shouldBeEmptyWhenNothingWasWritten() {
        assertThat(new ReportBytes().joined()).isEmpty();
    }
}
