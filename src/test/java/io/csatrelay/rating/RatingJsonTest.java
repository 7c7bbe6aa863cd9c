package io.csatrelay.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RatingJsonTest {

    @Property
    void shouldReadTheSameRatingWhenItWasWritten(@ForAll("ratings") Rating rating) {
        assertThat(RatingJson.read(RatingJson.write(rating))).isEqualTo(rating);
    }

    @Property
    void shouldSayWhatAMappingSaysWhenWritten(@ForAll("ratings") Rating rating) throws InvalidRatingException {
        Rating read = new RatingReader().read(TestingRatings.json(RatingJson.write(rating)));

        assertThat(read.submittedAt()).isEqualTo(rating.submittedAt());
        assertThat(read.comment()).isEqualTo(WellFormed.text(rating.comment()));
    }

    @Test
    void shouldKeepNamesAndOrderWhenWritten() {
        assertThat(RatingJson.write(TestingRatings.rating(TestingRatings.FULL)))
                .isEqualTo(TestingRatings.json(TestingRatings.FULL).toString());
    }

    @Test
    void shouldLeaveOutWhatIsAbsentWhenWritten() {
        assertThat(RatingJson.write(TestingRatings.rating(TestingRatings.LEAST))).isEqualTo(
                "{\"external_id\":\"1\",\"submitted_at\":\"2026-05-01T09:30:00Z\",\"score\":5,\"min_score\":1,\"max_score\":5}");
    }

    @Test
    void shouldQuoteNothingWhenStoredTextIsBroken() {
        assertThatThrownBy(() -> RatingJson.read("{\"comment\": \"canary\", \"score\""))
                .isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("canary").hasNoCause();
    }

    @Provide
    Arbitrary<Rating> ratings() {
        return TestingRatings.any();
    }
}
