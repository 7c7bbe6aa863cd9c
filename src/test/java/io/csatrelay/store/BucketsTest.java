package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Level;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import io.csatrelay.distribution.TestingDistributions;
import io.csatrelay.rating.Rating;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the buckets say is what a look at every rating says, whatever changed and however much of it is summed up. */
@ParameterizedClass
@EnumSource
class BucketsTest {
    private static final Instant START = Instant.parse("2024-01-30T22:00:00Z");
    private static final Instant END = Instant.parse("2024-03-03T03:00:00Z");
    private static final int RATINGS = 100_000;
    private static final int PAGE = 500;
    private static final int TICKETS = 100;
    private static final int DESKS = 400;

    /** What came of a source, in plain words. Its ids and its keys are those of others, too. */
    private record Account(String source, long run, Map<String, Rating> ratings, List<String> ids) {
    }

    /** Values that ratings have together: of all combinations that there could be, some are there. */
    private record Desk(String agent, String email, String channel, String skill, String queue, String account, String survey) {
    }

    private final TestingDatabase store;
    private final CollectSql collect;
    private final DistributionSql distributions;
    private final List<Account> accounts;
    private final Random random = new Random(20240130);
    private final List<Desk> desks = Stream.generate(() -> new Desk(some("agent-", 30), random.nextInt(4) == 0 ? some("mail-", 5) : null, some("Chat", 2),
            some("skill-", 4), some("queue-", 4), some("account-", 2), some("survey-", 2))).limit(DESKS).toList();

    BucketsTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.collect = store.collect();
        this.distributions = new DistributionSql(store.database());
        this.accounts = Stream.of("zendesk-ratings", "zendesk-surveys", "webhook").map(source -> new Account(source,
                collect.beginRun(source, Lane.ONE, null, END).orElseThrow(), new LinkedHashMap<>(), new ArrayList<>())).toList();
    }

    @Test
    void shouldAgreeWithABruteForceRecountOfRandomRatingsWithChangesAndErasures() {
        storePages(RATINGS / 50, this::fresh);
        // PostgreSQL's autovacuum would do it within a minute; until then it takes the tables for empty, and reads all of them each time.
        store.database().write(tx -> tx.update("ANALYZE"));
        storePages(RATINGS - RATINGS / 50, this::fresh);
        Rollups sums = new Rollups(store.database(), () -> END);
        while (sums.makeSome()) {
            continue;
        }
        storePages(RATINGS / 10, account -> changed(account, 3));
        erase("t-0", null);
        erase("t-1", "webhook");
        agree("after changes and erasures, some hours due");
        for (int i = 0; i < 5; i++) {
            sums.makeSome();
        }
        storePages(RATINGS / 10, account -> changed(account, 1000));
        agree("some of it summed up");
        while (sums.makeSome()) {
            continue;
        }
        assertThat(store.rows("SELECT COUNT(*) FROM rollup_due WHERE hour_ends_at <= " + END.toEpochMilli())).containsExactly("0");
        assertThat(store.rows("SELECT COUNT(*) FROM rollup WHERE level = 'MONTH'")).containsExactly("3");
        agree("all summed up");
    }

    private interface Next {
        Rating rating(Account account);
    }

    private void storePages(int ratings, Next next) {
        for (int left = ratings; left > 0; left -= PAGE) {
            Account account = accounts.get(random.nextInt(accounts.size()));
            Map<String, Rating> page = new LinkedHashMap<>();
            for (int i = 0; i < PAGE; i++) {
                Rating rating = next.rating(account);
                page.putIfAbsent(rating.externalId(), rating);
            }
            account.ratings().putAll(page);
            List<Outcome> outcomes = new ArrayList<>();
            page.values().forEach(rating -> outcomes.add(new Outcome.Rated(rating.externalId(), Version.of(rating.updatedAt().toString()), rating)));
            collect.storePage(new PageToStore(account.source(), account.run(), Lane.ONE, 0, outcomes, null, END));
        }
    }

    private Rating fresh(Account account) {
        String id = "" + (1_000_000L * random.nextInt(1000) + account.ids().size());
        account.ids().add(id);
        return rating(id, instant(), START);
    }

    /** A known rating in a new version: some move to another time, as no vendor should have it, but a mapping may. */
    private Rating changed(Account account, int timesToStay) {
        Rating before = account.ratings().get(account.ids().get(random.nextInt(account.ids().size())));
        Instant at = random.nextInt(timesToStay) == 0 ? instant() : before.submittedAt();
        return rating(before.externalId(), at, before.updatedAt().plusSeconds(1 + random.nextInt(5)));
    }

    /** @param source null for all of them */
    private void erase(String ticket, String source) {
        long erased = new ErasureSql(store.database(), TestingDatabase.KEY).erase(new Subject(Subject.Kind.TICKET, ticket, source), END).ratings();
        long known = 0;
        for (Account account : accounts) {
            if (source == null || source.equals(account.source())) {
                known += account.ids().size();
                account.ratings().values().removeIf(rating -> ticket.equals(rating.ticketId()));
                account.ids().retainAll(account.ratings().keySet());
                known -= account.ids().size();
            }
        }
        assertThat(erased).as("ratings of ticket %s", ticket).isEqualTo(known).isGreaterThan(RATINGS / TICKETS / 6);
    }

    private Instant instant() {
        long seconds = random.nextInt(50) == 0 ? 300L * random.nextInt((int) Duration.between(START, END).toMinutes() / 5)
                : random.nextInt((int) Duration.between(START, END).toSeconds());
        return START.plusSeconds(seconds);
    }

    private Rating rating(String id, Instant at, Instant version) {
        int kind = random.nextInt(3);
        int score = kind == 0 ? random.nextInt(2) : 1 + random.nextInt(5);
        Desk desk = desks.get(random.nextInt(desks.size()));
        return new Rating(id, version, at, some("t-", TICKETS), desk.agent(), desk.email(), score, kind == 0 ? 0 : 1,
                kind == 0 ? 1 : 5, some("label-", 3), null, List.of(), desk.channel(), desk.skill(), desk.queue(), desk.account(),
                desk.survey(), null, random.nextInt(3) == 0 ? "key-" + random.nextInt(RATINGS / 4) : null);
    }

    private String some(String prefix, int of) {
        int i = random.nextInt(of + 1);
        return i == of ? null : prefix + i;
    }

    private void agree(String when) {
        TestingDistributions expected = recount();
        Set<List<Dimension>> groupings = Set.of(List.of(), List.of(Dimension.AGENT), List.of(Dimension.SKILL, Dimension.AGENT), List.of(Dimension.CHANNEL),
                List.of(Dimension.QUEUE), List.of(Dimension.ACCOUNT), List.of(Dimension.SURVEY), List.of(Dimension.LABEL), List.of(Dimension.SOURCE));
        groupings.forEach(groupBy -> agree(when, expected, groupBy, Map.of()));
        agree(when, expected, List.of(Dimension.AGENT), Map.of(Dimension.CHANNEL, Set.of("chat1"), Dimension.SKILL, Set.of("skill-0", "skill-2", "unknown")));
        agree(when, expected, List.of(Dimension.SOURCE, Dimension.SKILL), Map.of(Dimension.SOURCE, Set.of("webhook", "zendesk-surveys"), Dimension.SURVEY, Set.of("survey-1")));
        agree(when, expected, List.of(), Map.of(Dimension.AGENT, Set.of()));
        assertThat(distributions.values(Dimension.CHANNEL)).containsExactly("chat0", "chat1");
    }

    private void agree(String when, TestingDistributions expected, List<Dimension> groupBy, Map<Dimension, Set<String>> filters) {
        Question question = new Question(periods(), groupBy, filters);
        assertThat(distributions.read(question)).as("%s: %s by %s of %s", when, question.periods(), groupBy, filters).isEqualTo(expected.read(question));
    }

    /** Disjoint spans of all lengths with gaps between them, whose ends lie before, in and after months, days and hours. */
    private List<Span> periods() {
        List<Instant> ends = new ArrayList<>(List.of(START.minus(Duration.ofDays(60)), END.plus(Duration.ofDays(40))));
        for (int i = 0; i < 12; i++) {
            Instant at = Buckets.floor(instant());
            ends.add(random.nextInt(3) == 0 ? Level.values()[random.nextInt(3)].startOf(at) : at);
        }
        Collections.sort(ends);
        List<Span> periods = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            if (random.nextInt(6) > 0) {
                periods.add(new Span(ends.get(i - 1), ends.get(i)));
            }
        }
        return periods;
    }

    /** By the words of the rules, and none of the code that is tested. */
    private TestingDistributions recount() {
        TestingDistributions recount = new TestingDistributions();
        for (Account account : accounts) {
            Map<String, Rating> latest = new HashMap<>();
            account.ratings().values().forEach(rating -> latest.merge(rating.supersedesKey() == null ? "id " + rating.externalId() : "key " + rating.supersedesKey(),
                    rating, BucketsTest::later));
            latest.values().forEach(rating -> recount.add(rating.submittedAt(), score(rating), values(account.source(), rating)));
        }
        return recount;
    }

    private static Rating later(Rating a, Rating b) {
        if (!a.submittedAt().equals(b.submittedAt())) {
            return a.submittedAt().isAfter(b.submittedAt()) ? a : b;
        }
        if (!a.updatedAt().equals(b.updatedAt())) {
            return a.updatedAt().isAfter(b.updatedAt()) ? a : b;
        }
        return Long.parseLong(a.externalId()) > Long.parseLong(b.externalId()) ? a : b;
    }

    private static int score(Rating rating) {
        return rating.maxScore() == 5 ? rating.score() : rating.score() == 1 ? 5 : 1;
    }

    private static Map<Dimension, String> values(String source, Rating rating) {
        Map<Dimension, String> values = new HashMap<>();
        values.put(Dimension.SOURCE, source);
        values.put(Dimension.AGENT, rating.agentId() != null ? rating.agentId() : rating.agentEmail());
        values.put(Dimension.SKILL, rating.skillId());
        values.put(Dimension.QUEUE, rating.queueId());
        values.put(Dimension.CHANNEL, rating.channel() == null ? null : rating.channel().toLowerCase());
        values.put(Dimension.ACCOUNT, rating.accountId() != null ? rating.accountId() : source);
        values.put(Dimension.SURVEY, rating.surveyId());
        values.put(Dimension.LABEL, rating.scoreLabel());
        values.values().removeIf(value -> value == null);
        return values;
    }
}
