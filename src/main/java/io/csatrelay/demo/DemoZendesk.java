package io.csatrelay.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A Zendesk account on loopback: the four documented endpoints for satisfaction ratings, the reasons, {@code users/me}, and the names of
 * agents and groups, each with and without {@code .json}, as {@code zendesk-satisfaction-ratings} documents them and as their users found
 * them to be.
 *
 * <p>Stricter than the real one where leniency would hide a mistake: an unknown or doubled query parameter, {@code per_page} over 100 and times
 * in milliseconds are answered 400. Links and {@code url} carry the host under which the client came. Thread-safe.
 */
public final class DemoZendesk implements AutoCloseable {

    /** How the list is paged. */
    public enum Paging {
        /** By cursor when {@code page[size]} is sent, else by offset. */
        CURSOR,
        /** {@code page[size]} and cursors are ignored. */
        OFFSET_ONLY,
        /** By cursor with {@code meta} alone, without {@code links}. */
        CURSOR_WITHOUT_LINKS
    }

    /** Ways in which one account differs from another. */
    public enum Quirk {
        /** Show answers with an object, not with the document's list of one. */
        SHOW_AS_OBJECT,
        /** A customer who rates again changes the row; otherwise there is a second row for the ticket. */
        CHANGE_IN_PLACE,
        /** The reasons are answered 403 with an empty HTML body. */
        REASONS_FORBIDDEN,
        /** Over 100,000 ratings the count is being refreshed: {@code refreshed_at} is null, the value 100,000. */
        COUNT_REFRESHING,
        /** The list starts with the highest id. */
        NEWEST_FIRST,
        /** Query parameters that are not known are ignored. */
        LENIENT_PARAMETERS
    }

    /**
     * How the account is set up.
     *
     * @param port        0 for any free one
     * @param apiToken    with {@code email}, for Basic {@code {email}/token:{token}}; null to refuse that way
     * @param oauthToken  for Bearer; null to refuse that way
     * @param clock       for {@code updated_at} of what is posted, and for the count
     * @param ticker      monotonic nanoseconds, for the request log
     * @param answerDelay before every answer
     */
    public record Options(int port, String email, String apiToken, String oauthToken, Paging paging, Set<Quirk> quirks,
            InstantSource clock, LongSupplier ticker, Duration answerDelay) {

        /** Any free port, {@code admin@demo.example} with a token that is no secret, the system's clock, no quirk, no delay. */
        public static Options defaults() {
            return new Options(0, "admin@demo.example", "demo-zendesk-token", null, Paging.CURSOR, Set.of(),
                    InstantSource.system(), System::nanoTime, Duration.ZERO);
        }

        boolean has(Quirk quirk) {
            return quirks.contains(quirk);
        }

        /** The same on this port. */
        public Options withPort(int newPort) {
            return new Options(newPort, email, apiToken, oauthToken, paging, quirks, clock, ticker, answerDelay);
        }

        /** The same with these credentials for Basic. */
        public Options withBasic(String newEmail, String newToken) {
            return new Options(port, newEmail, newToken, oauthToken, paging, quirks, clock, ticker, answerDelay);
        }

        /** The same with this token for Bearer. */
        public Options withOauth(String token) {
            return new Options(port, email, apiToken, token, paging, quirks, clock, ticker, answerDelay);
        }

        /** The same, paged so. */
        public Options withPaging(Paging newPaging) {
            return new Options(port, email, apiToken, oauthToken, newPaging, quirks, clock, ticker, answerDelay);
        }

        /** The same with exactly these quirks. */
        public Options withQuirks(Quirk... newQuirks) {
            Set<Quirk> set = EnumSet.noneOf(Quirk.class);
            set.addAll(List.of(newQuirks));
            return new Options(port, email, apiToken, oauthToken, paging, Set.copyOf(set), clock, ticker, answerDelay);
        }

        /** The same on this clock. */
        public Options withClock(InstantSource newClock) {
            return new Options(port, email, apiToken, oauthToken, paging, quirks, newClock, ticker, answerDelay);
        }

        /** The same, every answer this late. */
        public Options withAnswerDelay(Duration delay) {
            return new Options(port, email, apiToken, oauthToken, paging, quirks, clock, ticker, delay);
        }
    }

    private final Options options;
    private final RatingBook book = new RatingBook();
    private final RatingPages pages;
    private final LoopbackServer server;

    private DemoZendesk(Options options) throws IOException {
        this.options = options;
        this.pages = new RatingPages(book, options);
        this.server = LoopbackServer.start("the demo Zendesk", options.port(), "Authorization", options.answerDelay(),
                options.ticker(), new ZendeskApi(book, pages, options));
    }

    /**
     * Starts an account without ratings.
     *
     * @throws IOException when the port cannot be had; the message names it
     */
    public static DemoZendesk start(Options options) throws IOException {
        return new DemoZendesk(options);
    }

    /** Scheme, host and port: what {@code ZENDESK_BASE_URL} takes. */
    public String url() {
        return server.url();
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Adds a rating; its id must be new. Its ticket counts as solved. */
    public void add(DemoRating rating) {
        book.addAll(List.of(rating));
    }

    /** Adds ratings; their ids must be new. */
    public void addAll(Collection<DemoRating> ratings) {
        book.addAll(ratings);
    }

    /** Adds a ticket without a rating, so that one can be posted. */
    public void addTicket(DemoTicket ticket) {
        book.addTicket(ticket);
    }

    /** Changes a rating in place, {@code updated_at} only when the change does; answers the new state. */
    public DemoRating update(long id, UnaryOperator<DemoRating> change) {
        return book.update(id, change);
    }

    /** The customer answers, or answers anew: in place, {@code updated_at} from the clock. */
    public DemoRating rate(long id, String score, String comment) {
        return book.update(id, old -> old.rated(score, comment, options.clock().instant()));
    }

    /** How many ratings there are, offered and unoffered ones included. */
    public int size() {
        return book.size();
    }

    /** How many ratings customers gave: good or bad. */
    public int received() {
        return (int) book.all().stream().filter(DemoRating::received).count();
    }

    /** All ratings by rising id. */
    public List<DemoRating> ratings() {
        return book.all();
    }

    /** Adds what is made of the next free id; safe beside customers who post. */
    public DemoRating addNext(LongFunction<DemoRating> make) {
        return book.addNext(make);
    }

    /** From here on every cursor given so far is answered 400. */
    public void expireCursors() {
        pages.expireCursors();
    }

    /** The faults to come. */
    public DemoFaults faults() {
        return server.faults();
    }

    /** Every request so far, in order of arrival. */
    public List<DemoRequest> requests() {
        return server.log().all();
    }

    @Override
    public void close() {
        server.close();
    }
}
