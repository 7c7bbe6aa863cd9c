package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.csatrelay.app.TestingCommand.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendor that docs/adding-a-source.md invents, if its pages went on by a link or by a number: the page's files, but for {@code paging.…}. */
class WaysOfPagingTest {
    private static final String CURSOR = "        paging.nextCursor: /paging/next\n        paging.cursorParameter: after\n";
    private static final Instant ANSWERED = Instant.now().minus(Duration.ofHours(2));
    private static final int SIZE = 2;
    private static final int ANSWERS = 5;
    private static final Pattern PAGE = Pattern.compile("(?<=[?&])page=([0-9]+)");

    @TempDir
    private Path folder;
    private TestingAccounts accounts;
    private HttpServer server;
    private Function<HttpExchange, String> answers;
    private final List<String> queries = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startAVendor() throws IOException {
        accounts = new TestingAccounts(folder);
        accounts.copyTheShippedFiles();
        accounts.set("MAESTROQA_URL", "");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/answers", this::answer);
        server.start();
        accounts.set("ACCOUNT_HARBOUR_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/v2").set("ACCOUNT_HARBOUR_TOKEN", "a-key");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        accounts.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        queries.add(exchange.getRequestURI().getRawQuery());
        byte[] body = answers.apply(exchange).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The nth page of them all. @param more what the answer has beside it, JSON */
    private static String page(int number, String more) {
        return IntStream.range((number - 1) * SIZE, Math.min(ANSWERS, number * SIZE)).mapToObj(i -> """
                {"id":"A-%d","ticket":%d,"agent":{"email":"agent@company.com"},"stars":4,"of":5,"answered_at":"%s","changed_at":"%s"}"""
                .formatted(i, 1000 + i, ANSWERED, ANSWERED)).collect(Collectors.joining(",", "{\"answers\":[", "]" + more + "}"));
    }

    /** What the request asks for; 1 when it does not say. */
    private static int number(HttpExchange exchange) {
        Matcher asked = PAGE.matcher("?" + exchange.getRequestURI().getRawQuery());
        return asked.find() ? Integer.parseInt(asked.group(1)) : 1;
    }

    private Ran sync(String paging) throws IOException {
        Files.writeString(folder.resolve("routes/harbour-answers.camel.yaml"),
                AddingASourceTest.block("yaml another vendor").replace(CURSOR, "        " + paging + "\n").replace("since: 30d", "since: 3h"));
        Files.writeString(folder.resolve("mappings/harbour-answer.jq"), AddingASourceTest.block("jq another vendor"));
        return accounts.run("sync", "harbour-answers");
    }

    @Test
    void shouldFollowLinksToTheEnd() throws IOException {
        answers = exchange -> page(number(exchange), number(exchange) * SIZE >= ANSWERS ? ",\"links\":{\"next\":null}"
                : ",\"links\":{\"next\":\"/v2/answers?its=own%2Fquery&page=" + (number(exchange) + 1) + "\"}");
        Ran sync = sync("paging.nextLink: /links/next");
        assertThat(sync.out()).as(sync.err()).contains("harbour-answers: 5 fetched: 5 stored");
        assertThat(queries).hasSize(3);
        assertThat(queries.get(0)).startsWith("from=").endsWith("&limit=100");
        assertThat(queries.subList(1, 3)).as("the link's query, as it came").containsExactly("its=own%2Fquery&page=2", "its=own%2Fquery&page=3");
    }

    @Test
    void shouldCountPagesUntilOneIsEmpty() throws IOException {
        answers = exchange -> page(number(exchange), "");
        Ran sync = sync("paging.pageParameter: page");
        assertThat(sync.out()).as(sync.err()).contains("harbour-answers: 5 fetched: 5 stored");
        assertThat(queries).hasSize(4).allMatch(query -> query.startsWith("from="));
        assertThat(queries.subList(1, 4)).extracting(query -> query.substring(query.indexOf("&limit"))).containsExactly("&limit=100&page=2",
                "&limit=100&page=3", "&limit=100&page=4");
    }

    @Test
    void shouldFailInWordsWhenTheVendorDoesNotKnowTheParameterForPages() throws IOException {
        answers = exchange -> page(1, "");
        Ran sync = sync("paging.pageParameter: seite");
        assertThat(sync.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(sync.out() + sync.err()).contains("its pages go in circles");
        assertThat(queries).hasSize(2);
        assertThat(accounts.run("status", "--json").out()).as("it is asked for again").contains("\"state\":\"failing\"");
    }
}
