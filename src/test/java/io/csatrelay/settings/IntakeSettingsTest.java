package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets of what is pushed: one, or two while one replaces the other. */
class IntakeSettingsTest {
    @TempDir
    private Path folder;

    private Settings load(String secrets) {
        return new SettingsFixture(folder).with("INTAKE_SHOP_EU_SECRET", secrets).load();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "one,two"})
    void shouldTakeOneSecretOrTwo(String secrets) {
        assertThat(load(secrets).get(IntakeSettings.SECRET.of("shop-eu"))).isEqualTo(secrets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret-a,s3cret-b,s3cret-c", "s3cret-a,", ",s3cret-a", "s3cret-a, s3cret-b", "s3cret-a,,s3cret-b", "s3cret-\u00e9"})
    void shouldTakeNoThirdAndNoneThatIsEmptyAndQuoteNone(String secrets) {
        assertThatThrownBy(() -> load(secrets)).isInstanceOf(SettingsException.class).hasMessageContaining("INTAKE_SHOP_EU_SECRET")
                .hasMessageContaining("is not one secret, or two separated by a comma").hasMessageNotContaining("s3cret");
    }
}
