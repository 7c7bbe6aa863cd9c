package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoZendesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/adding-a-source.md says, word by word: its files, its settings, its commands. */
class AddingASourceTest {
    private static final Path PAGE = Path.of("docs/adding-a-source.md");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(.*)\\n([\\s\\S]*?)^```$");

    @TempDir
    private Path folder;
    private TestingAccounts accounts;

    @BeforeEach
    void copyTheShippedFiles() throws IOException {
        accounts = new TestingAccounts(folder);
        accounts.copyTheShippedFiles();
    }

    @AfterEach
    void stopVendors() {
        accounts.close();
    }

    @Test
    void shouldCollectAnInventedVendorWithARouteFileAndAMapping() throws IOException {
        write("routes/harbour-answers.camel.yaml", "yaml another vendor");
        write("mappings/harbour-answer.jq", "jq another vendor");
        write("mappings/harbour-answer.test.yaml", "yaml tests of another vendor");
        accounts.rated(2);
        try (Harbour harbour = new Harbour(205)) {
            set("properties another vendor", "https://api.harbour.example", harbour.url(), "…", Harbour.KEY);
            List<Ran> commands = block("sh another vendor").lines()
                    .map(line -> accounts.run(line.replace("bin/csat-relay ", "").split(" "))).toList();

            assertThat(commands).hasSize(3).allSatisfy(command -> assertThat(command.exitCode()).as(command.out() + command.err()).isZero());
            assertThat(commands.get(1).out()).contains("harbour-answers");
            assertThat(commands.get(2).out().strip()).isEqualTo("harbour-answers: 205 fetched: 205 stored, 0 unchanged, 0 filtered, 0 quarantined; "
                    + "205 delivered, 0 refused, 0 unknown, 0 held");
            assertThat(accounts.run("sync", "harbour-answers").out()).contains(" 0 stored");
            assertThat(harbour.queries).anySatisfy(query -> assertThat(query).contains("limit=100", "&after=")).noneMatch(query -> query.contains(Harbour.KEY));
            assertThat(accounts.run("sync", "harbour-answers", "--id", "A-1")).satisfies(one -> {
                assertThat(one.exitCode()).isEqualTo(ExitCode.USAGE);
                assertThat(one.err()).contains("harbour-answers cannot be asked for one record");
            });
            harbour.refuse = true;
            Ran refused = accounts.run("sync", "harbour-answers");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(refused.out() + refused.err()).contains("HTTP 401", "check ACCOUNT_HARBOUR_TOKEN").doesNotContain(Harbour.KEY);
        }
    }

    /** What the page says of ways to sign in: the same file, with other settings. */
    @Test
    void shouldSignInToTheInventedVendorByOAuth2() throws IOException {
        write("routes/harbour-answers.camel.yaml", "yaml another vendor");
        write("mappings/harbour-answer.jq", "jq another vendor");
        accounts.set("MAESTROQA_URL", "");
        try (Harbour harbour = new Harbour(205)) {
            accounts.set("ACCOUNT_HARBOUR_BASE_URL", harbour.url() + "/v2").set("ACCOUNT_HARBOUR_CLIENT_ID", Harbour.CLIENT)
                    .set("ACCOUNT_HARBOUR_CLIENT_SECRET", Harbour.SECRET).set("ACCOUNT_HARBOUR_TOKEN_URL", harbour.url() + "/token");
            harbour.requestsOfAToken = 2;

            Ran sync = accounts.run("sync", "harbour-answers");
            assertThat(sync.out()).as(sync.err()).contains("harbour-answers: 205 fetched: 205 stored");
            assertThat(harbour.tokens).as("the first one ends before the last page").isGreaterThanOrEqualTo(2);
            assertThat(harbour.queries).noneMatch(query -> query.contains(Harbour.SECRET));

            accounts.set("ACCOUNT_HARBOUR_CLIENT_SECRET", "another");
            Ran refused = accounts.run("sync", "harbour-answers");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(refused.out() + refused.err()).contains("HTTP 401", "check ACCOUNT_HARBOUR_CLIENT_ID and ACCOUNT_HARBOUR_CLIENT_SECRET")
                    .doesNotContain("another");
        }
    }

    @Test
    void shouldSayWhatIsMissingWhenTheInventedVendorHasNoSettings() throws IOException {
        write("routes/harbour-answers.camel.yaml", "yaml another vendor");
        write("mappings/harbour-answer.jq", "jq another vendor");
        write("mappings/harbour-answer.test.yaml", "yaml tests of another vendor");

        assertThat(accounts.run("sync", "harbour-answers").err())
                .contains("harbour-answers is off: ACCOUNT_HARBOUR_BASE_URL, ACCOUNT_HARBOUR_TOKEN, or ACCOUNT_HARBOUR_USER and ACCOUNT_HARBOUR_PASSWORD, or ACCOUNT_HARBOUR_CLIENT_ID and ACCOUNT_HARBOUR_CLIENT_SECRET not set");
        assertThat(accounts.run("lint").out()).contains("all well");
    }

    @Test
    void shouldCollectASecondAccountWithAtMostTwentyLines() throws IOException {
        String file = write("routes/shops-eu-ratings.camel.yaml", "yaml second account");
        assertThat(file.lines().count()).isLessThanOrEqualTo(20);
        accounts.rated(3);
        try (DemoZendesk second = DemoZendesk.start(DemoZendesk.Options.defaults().withBasic("admin@company.com", "another-token"))) {
            set("properties second account", "https://shops-eu.zendesk.com", second.url(), "…", "another-token");
            second.add(DemoRating.good(1, 2, Instant.now().minus(Duration.ofHours(2))));

            assertThat(accounts.run("lint").out()).contains("all well");
            assertThat(accounts.run("check").out()).contains("shops-eu-ratings");
            Ran sync = accounts.run("sync");
            assertThat(sync.exitCode()).as(sync.out() + sync.err()).isZero();
            assertThat(sync.out()).contains("shops-eu-ratings: 1 fetched: 1 stored", "zendesk-ratings: 3 fetched: 3 stored");
            assertThat(accounts.run("status", "--json").out()).contains("\"id\":\"shops-eu-ratings\"");

            accounts.zendesk().close();
            assertThat(accounts.run("sync", "shops-eu-ratings").exitCode()).as("its own vendor is there").isZero();
            assertThat(accounts.run("sync", "shops-eu-ratings", "--id", "1").out()).contains("shops-eu-ratings: 1 fetched");
        }
    }

    @Test
    void shouldBeOffWithTheSourceThatItIsCollectedAs() throws IOException {
        write("routes/shops-eu-ratings.camel.yaml", "yaml second account");
        set("properties second account", "https://shops-eu.zendesk.com", accounts.zendesk().url(), "…", "another-token");
        accounts.set("ZENDESK_CSAT", "surveys");

        assertThat(accounts.run("sync", "shops-eu-ratings").err()).contains("shops-eu-ratings is off: ZENDESK_CSAT is surveys");
    }

    private void set(String block, String... replaced) {
        block(block).lines().forEach(line -> {
            String value = line.substring(line.indexOf('=') + 1);
            for (int i = 0; i < replaced.length; i += 2) {
                value = value.replace(replaced[i], replaced[i + 1]);
            }
            accounts.set(line.substring(0, line.indexOf('=')), value);
        });
    }

    private String write(String file, String block) throws IOException {
        String text = block(block);
        assertThat(Files.readString(PAGE)).as("the page names the file").contains("`" + file + "`");
        Files.writeString(folder.resolve(file), text);
        return text;
    }

    static String block(String kind) {
        return block(PAGE, kind);
    }

    /** The one block of a page that begins so. */
    static String block(Path page, String kind) {
        try {
            List<MatchResult> found = BLOCK.matcher(Files.readString(page)).results().filter(block -> block.group(1).equals(kind)).toList();
            assertThat(found).as("blocks of kind " + kind).hasSize(1);
            return found.get(0).group(2);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** The invented vendor, as the page describes it, and strict. It gives tokens, too, each for so many requests. */
    private static final class Harbour implements AutoCloseable {
        static final String KEY = "a-key-of-harbour";
        static final String CLIENT = "a-client";
        static final String SECRET = "its+secret&";
        private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final List<String> queries = new CopyOnWriteArrayList<>();
        private final List<Instant> answers;
        private volatile boolean refuse;
        private volatile int requestsOfAToken;
        private volatile int tokens;
        private volatile int left;

        Harbour(int answers) throws IOException {
            Instant now = Instant.now();
            this.answers = Stream.iterate(now.minus(Duration.ofHours(3)), at -> at.plusSeconds(10)).limit(answers).toList();
            server.createContext("/v2/answers", this::answer);
            server.createContext("/token", this::token);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void answer(HttpExchange exchange) throws IOException {
            String query = exchange.getRequestURI().getQuery();
            queries.add(query);
            boolean known = !refuse && (KEY.equals(exchange.getRequestHeaders().getFirst("X-Harbour-Key")) || good(exchange));
            send(exchange, known ? 200 : 401, known ? list(query) : "{}");
        }

        private boolean good(HttpExchange exchange) {
            return ("Bearer token-" + tokens).equals(exchange.getRequestHeaders().getFirst("Authorization")) && left-- > 0;
        }

        private void token(HttpExchange exchange) throws IOException {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean known = Set.of(form.split("&")).equals(Set.of("grant_type=client_credentials", "client_id=" + CLIENT,
                    "client_secret=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8)));
            if (known) {
                tokens++;
                left = requestsOfAToken;
            }
            send(exchange, known ? 200 : 401, known ? "{\"access_token\":\"token-" + tokens + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}" : "{}");
        }

        private static void send(HttpExchange exchange, int status, String text) throws IOException {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        private String list(String query) {
            int after = parameter(query, "after") == null ? 0 : Integer.parseInt(parameter(query, "after"));
            Instant from = parameter(query, "from") == null ? Instant.MIN : Instant.parse(parameter(query, "from"));
            Instant to = parameter(query, "to") == null ? Instant.MAX : Instant.parse(parameter(query, "to"));
            int limit = Integer.parseInt(parameter(query, "limit"));
            List<Integer> hits = Stream.iterate(0, i -> i + 1).limit(answers.size())
                    .filter(i -> !answers.get(i).isBefore(from) && answers.get(i).isBefore(to)).toList();
            List<Integer> page = hits.stream().skip(after).limit(limit).toList();
            String rows = String.join(",", page.stream().map(i -> """
                    {"id":"A-%d","ticket":%d,"agent":{"email":"agent@company.com"},"stars":%d,"of":5,"text":"Kind","answered_at":"%s","changed_at":"%s"}"""
                    .formatted(i, 1000 + i, 1 + i % 5, answers.get(i), answers.get(i))).toList());
            String next = after + limit < hits.size() ? "\"" + (after + limit) + "\"" : "null";
            return "{\"answers\":[" + rows + "],\"paging\":{\"next\":" + next + "}}";
        }

        private static String parameter(String query, String name) {
            return Stream.of(query.split("&")).filter(pair -> pair.startsWith(name + "=")).map(pair -> pair.substring(name.length() + 1)).findFirst().orElse(null);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
