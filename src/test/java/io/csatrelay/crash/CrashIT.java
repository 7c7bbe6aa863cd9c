package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at each named place, with the installation as a process on real HTTP. The long set, {@code mvn -Pcrash verify},
 * draws its stories from 200 seeds.
 */
class CrashIT {
    @TempDir
    private Path folder;

    @Test
    void shouldFetchAPageAgainWhenItWasNotStored() throws Exception {
        Told told = StoryTeller.tell(Story.of(1, Ending.at(Place.AFTER_FETCH, 1), Ending.at(Place.AFTER_FETCH, 7)), folder);

        assertThat(told.kills()).isEqualTo(2);
    }

    @Test
    void shouldStoreNoRatingTwiceWhenItDiesAfterAPage() throws Exception {
        Told told = StoryTeller.tell(Story.of(2, Ending.at(Place.AFTER_STORE, 1), Ending.at(Place.AFTER_STORE, 6)), folder);

        assertThat(told.kills()).isEqualTo(2);
    }

    @Test
    void shouldResendNothingThatWasTakenWhenItDiesBeforeThePost() throws Exception {
        Told told = StoryTeller.tell(Story.of(3, Ending.at(Place.AFTER_CLAIM, 2), Ending.at(Place.BEFORE_POST, 3)), folder);

        assertThat(told.duplicates()).isZero();
    }

    @Test
    void shouldResendOnlyTheBatchInFlightWhenItDiesBetweenAnswerAndCommit() throws Exception {
        Story story = Story.of(4, Ending.at(Place.AFTER_ANSWER, 3), Ending.at(Place.AFTER_COMMIT, 3));
        Told told = StoryTeller.tell(story, folder);

        assertThat(told.duplicates()).as("the crash came after MaestroQA took the batch").isEqualTo(story.batchSize());
    }

    @Test
    void shouldLoseNothingWhenItIsKilledAtAnyTime() throws Exception {
        StoryTeller.tell(Story.of(5, Ending.anywhere(Duration.ofMillis(2900))), folder);
    }
}
