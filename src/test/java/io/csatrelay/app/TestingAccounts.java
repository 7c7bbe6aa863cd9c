package io.csatrelay.app;

import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.ops.Status;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Both demo vendors and a store for commands without a holder: each test begins with empty ones. */
final class TestingAccounts implements AutoCloseable {
    private static final String RATINGS = TestingRelay.RATINGS;

    private final Path data;
    private final DemoZendesk zendesk;
    private final DemoMaestroQA maestroqa;
    private final Map<String, String> environment = new HashMap<>();
    private long nextId = 1000;

    TestingAccounts(Path folder) throws IOException {
        this(folder, DemoZendesk.Options.defaults(), DemoMaestroQA.Options.defaults());
    }

    TestingAccounts(Path folder, DemoZendesk.Options account, DemoMaestroQA.Options taker) throws IOException {
        data = folder.resolve("data");
        zendesk = DemoZendesk.start(account);
        maestroqa = DemoMaestroQA.start(taker);
        environment.putAll(Map.of("DATA_DIR", data.toString(), "ZENDESK_BASE_URL", zendesk.url(), "ZENDESK_EMAIL", account.email(),
                "ZENDESK_API_TOKEN", account.apiToken(), "MAESTROQA_URL", maestroqa.url(), "MAESTROQA_API_TOKEN", taker.token(),
                "MAESTROQA_TOKEN_HEADER", taker.tokenHeader(), "ZENDESK_SETTLE", "1s", "HTTP_PORT", "0", "MANAGEMENT_PORT", "0"));
        environment.put("ZENDESK_CSAT", "ratings");
    }

    DemoZendesk zendesk() {
        return zendesk;
    }

    DemoMaestroQA maestroqa() {
        return maestroqa;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Sets what the environment says. Empty unsets. */
    TestingAccounts set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A good rating, so long ago; its ticket is its id and 1. */
    DemoRating rated(Duration ago) {
        DemoRating rating = DemoRating.good(nextId, nextId + 1, Instant.now().minus(ago));
        nextId += 2;
        zendesk.add(rating);
        return rating;
    }

    /** So many, an hour ago. */
    void rated(int count) {
        for (int i = 0; i < count; i++) {
            rated(Duration.ofHours(1).minusSeconds(i));
        }
    }

    /** One that the mapping takes for none, for its score is no one's. */
    DemoRating odd() {
        DemoRating rating = rated(Duration.ofHours(1));
        return zendesk.update(rating.id(), old -> old.servedAs(json(old, "splendid")));
    }

    /** From the next command on the shipped mapping, edited so, is used. */
    void mapping(UnaryOperator<String> edit) throws IOException {
        Path mappings = Files.createDirectories(data.resolveSibling("mappings"));
        Files.writeString(mappings.resolve("zendesk-rating.jq"), edit.apply(Files.readString(Path.of("mappings/zendesk-rating.jq"))));
        set("MAPPINGS_DIR", mappings.toString());
    }

    /** From the next command on copies of the shipped routes and mappings are used, in the folders {@code routes} and {@code mappings} beside the data. */
    void copyTheShippedFiles() throws IOException {
        for (String kind : List.of("routes", "mappings")) {
            set(kind.toUpperCase(Locale.ROOT) + "_DIR", copyShipped(kind, data.getParent()).toString());
        }
    }

    /** Copies the shipped {@code routes} or {@code mappings} into a folder. @return the copies' folder, named as they are */
    static Path copyShipped(String kind, Path into) throws IOException {
        Path copy = Files.createDirectory(into.resolve(kind));
        try (Stream<Path> shipped = Files.list(Path.of(kind))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static String json(DemoRating rating, String score) {
        return "{\"id\":%d,\"ticket_id\":%d,\"assignee_id\":135,\"score\":\"%s\",\"created_at\":\"%s\",\"updated_at\":\"%s\"}"
                .formatted(rating.id(), rating.ticketId(), score, rating.createdAt(), rating.updatedAt());
    }

    TestingCommand.Ran run(String... arguments) {
        return TestingCommand.run(environment, arguments);
    }

    /** The store's status, read past all commands. */
    Status status() {
        Map<String, String> declared = new HashMap<>();
        declared.put(RATINGS, null);
        return store(database -> new StatusReader(new StatusSql(database), declared, true, InstantSource.system(), () -> false).read());
    }

    /** Looks into the store. */
    <T> T stored(Function<TestingStore, T> look) {
        return store(database -> look.apply(new TestingStore(database)));
    }

    private <T> T store(Function<Database, T> look) {
        try (Database database = Database.open("jdbc:sqlite:" + data.resolve("csat-relay.db"), null, null)) {
            return look.apply(database);
        }
    }

    @Override
    public void close() {
        zendesk.close();
        maestroqa.close();
    }
}
