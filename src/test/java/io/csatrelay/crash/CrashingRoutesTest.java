package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashingRoutesTest {
    private static final Path SHIPPED = Path.of("routes");

    @TempDir
    private Path folder;

    @Test
    void shouldPutEveryPlaceIntoTheShippedRoutesOnce() throws IOException {
        new CrashingRoutes(SHIPPED).writeTo(folder);

        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(Arrays.asList(Place.values())).allSatisfy(place -> assertThat(all.toString()).containsOnlyOnce("pass('" + place + "')"));
        assertThat(all).contains(CrashPoint.class.getName());
    }

    @Test
    void shouldSayWhichPlaceIsGoneWhenTheRoutesHaveChanged() throws IOException {
        Path changed = Files.createDirectory(folder.resolve("changed"));
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.writeString(changed.resolve(file.getFileName()), Files.readString(file).replace("method: settle", "method: settleAll"));
            }
        }

        assertThatThrownBy(() -> new CrashingRoutes(changed).writeTo(folder.resolve("copies"))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("AFTER_COMMIT").hasMessageContaining("deliver-maestroqa").hasMessageContaining("0 times");
    }
}
