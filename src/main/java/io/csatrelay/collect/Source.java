package io.csatrelay.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.settings.Since;
import io.csatrelay.settings.Spans;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where ratings are collected from and how: one account of one vendor. Declared in a route file, under {@code beans}, with
 * the source's id as its name; the route of that source is {@code direct:<id>}.
 *
 * <p>A plain bean because Camel fills it: set once, at the start, then only read. JSON pointers (RFC 6901) say where things
 * stand in an answer. What a source that is collected as another one does not say itself is as it is there.
 */
public final class Source {
    /** The {@link #tickets()} of a source of Zendesk's: they are where it is collected from. */
    public static final String OWN_TICKETS = "baseUrl";

    private String id;
    private String as;
    private volatile Source like;
    private String baseUrl;
    private String account;
    private String send;
    private Since since;
    private Duration overlap;
    private Duration settle;
    private Duration window;
    private Duration reread;
    private Boolean rereadEveryRun;
    private String onWhen;
    private Integer together;
    private String records;
    private String oneRecord;
    private Paging paging = new Paging();
    private String credentials;
    private String tickets;
    private String recordId;
    private String recordVersion;
    private Boolean intake;
    private Map<String, String> given = new TreeMap<>();
    private String mends;
    private Integer patience;
    private Boolean counts;

    private <T> T own(T said, Function<Source, T> there, T otherwise) {
        return said != null ? said : like != null ? there.apply(like) : otherwise;
    }

    /** The source's id, such as {@code zendesk-ratings}. */
    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** The source that this one is collected as, by the same routes and with the same mapping; null when it has its own. */
    public String as() {
        return as;
    }

    public void setAs(String source) {
        this.as = source;
    }

    /** Takes from another source what is not said here. @throws IllegalStateException when there is none, or it is collected as another itself */
    public void like(Source other) {
        if (other == null || other.as != null) {
            throw new IllegalStateException("the source " + id + " is to be collected as " + as + ": " + (other == null
                    ? "there is no such source, or it is off" : "which is collected as " + other.as + " itself: name that one"));
        }
        like = other;
    }

    /** What its routes are called. */
    public String routes() {
        return as == null ? id : as;
    }

    /** Scheme and host that every page of this source must stay on, and where its addresses begin. */
    public String baseUrl() {
        return own(baseUrl, Source::baseUrl, "");
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** The account, whose credentials its requests show; empty when its own route sends them. */
    public String account() {
        return own(account, Source::account, "");
    }

    public void setAccount(String account) {
        this.account = account;
    }

    /** The route that sends a request of it. */
    public String send() {
        return own(send, Source::send, "vendor-send");
    }

    public void setSend(String send) {
        this.send = send;
    }

    /** Where the first run starts; counts from the first start only. */
    public Since since() {
        return own(since, Source::since, null);
    }

    public void setSince(String since) {
        this.since = Spans.since(since);
    }

    /** How far before a window its requests read, for rows that share a second with the last run's. */
    public Duration overlap() {
        return own(overlap, Source::overlap, Duration.ZERO);
    }

    public void setOverlap(String overlap) {
        this.overlap = Spans.parse(overlap);
    }

    /** How long the newest records are left to settle. */
    public Duration settle() {
        return own(settle, Source::settle, Duration.ZERO);
    }

    public void setSettle(String settle) {
        this.settle = Spans.parse(settle);
    }

    /** The longest window. */
    public Duration window() {
        return own(window, Source::window, Duration.ofDays(1));
    }

    public void setWindow(String window) {
        this.window = Spans.parse(window);
    }

    /** How far back records may still change in place; zero: they never do. */
    public Duration reread() {
        return own(reread, Source::reread, Duration.ZERO);
    }

    /** Days. */
    public void setRereadDays(int days) {
        this.reread = Duration.ofDays(days);
    }

    /** Whether the recent past is read again after every run: where a record changes long after it is found. */
    public boolean rereadEveryRun() {
        return own(rereadEveryRun, Source::rereadEveryRun, false);
    }

    public void setRereadEveryRun(boolean rereadEveryRun) {
        this.rereadEveryRun = rereadEveryRun;
    }

    /** What has to hold for the source to be on, as it was written, such as {@code auto is auto or surveys}; looked at before the start. */
    public String onWhen() {
        return own(onWhen, Source::onWhen, "");
    }

    public void setOnWhen(String onWhen) {
        this.onWhen = onWhen;
    }

    /** How many new or changed records are worth the look-ups that they need; 0: each page is stored by itself. */
    public int together() {
        return own(together, Source::together, 0);
    }

    public void setTogether(int together) {
        this.together = together;
    }

    /** Where an answer has its list of records; empty: the answer is the list. */
    public String records() {
        return own(records, Source::records, "");
    }

    public void setRecords(String records) {
        this.records = records;
    }

    /** Where the answer for one record has it, bare or in a list; empty: the answer is the record. */
    public String oneRecord() {
        return own(oneRecord, Source::oneRecord, "");
    }

    public void setOneRecord(String oneRecord) {
        this.oneRecord = oneRecord;
    }

    /** How its pages go on. */
    public Paging getPaging() {
        return paging;
    }

    public void setPaging(Paging paging) {
        this.paging = paging;
    }

    /** The same, or as it is where this source is collected as another. */
    Paging paging() {
        return paging.isSaid() || like == null ? paging : like.paging;
    }

    /** Which settings to check when the vendor answers 401, in words. */
    public String credentials() {
        return own(credentials, Source::credentials, "its credentials");
    }

    public void setCredentials(String credentials) {
        this.credentials = credentials;
    }

    /** Takes the settings by which its own account signs in, in words, unless its file says which to check. */
    public void signsInBy(Function<String, Optional<String>> settings) {
        if (credentials == null && account != null) {
            credentials = settings.apply(account).orElse(null);
        }
    }

    /**
     * Which Zendesk account has the tickets that its ratings name, for links to them: {@link #OWN_TICKETS}, or the name of the setting that
     * has the account's address; empty where nobody knows. Looked at before the start.
     */
    public String tickets() {
        return own(tickets, Source::tickets, "");
    }

    public void setTickets(String tickets) {
        this.tickets = tickets;
    }

    /** Where a record has its id. */
    public String recordId() {
        return own(recordId, Source::recordId, "/id");
    }

    public void setRecordId(String recordId) {
        this.recordId = recordId;
    }

    /**
     * Where a record has its time of change, {@code *} for each element of a list, of which the latest counts; empty where the vendor gives
     * none: then a hash of the record is its version.
     */
    public String recordVersion() {
        return own(recordVersion, Source::recordVersion, "/updated_at");
    }

    public void setRecordVersion(String pointer) {
        this.recordVersion = pointer;
    }

    /** The route that maps its quarantined records again: one that looks up first what they may lack, or that which stores them. */
    public String mends() {
        return own(mends, Source::mends, routes() + "-store");
    }

    public void setMends(String route) {
        this.mends = route;
    }

    /** Whether its vendor pushes to {@code POST /intake/<id>}: then nothing is collected from it, and it has no bookmark. */
    public boolean intake() {
        return own(intake, Source::intake, false);
    }

    public void setIntake(boolean intake) {
        this.intake = intake;
    }

    /** Whether it gives counts and no ratings: then reports of ratings do not wait for it. */
    public boolean counts() {
        return own(counts, Source::counts, false);
    }

    public void setCounts(boolean counts) {
        this.counts = counts;
    }

    /**
     * How patient its vendor wants us to be: after the n-th failure in a row of its own (any 5xx) at least n times so many seconds, after a
     * 429 at least one, and never again after another 4xx; 0: as the back-off has it.
     */
    public int patience() {
        return own(patience, Source::patience, 0);
    }

    public void setPatience(int seconds) {
        this.patience = seconds;
    }

    /**
     * What the mapping is told about the source beside its id, and its routes may ask for, such as which question is the score: settings, and
     * never a secret. To what the source that it is collected as says, this one adds.
     */
    public Map<String, String> getGiven() {
        return given;
    }

    public void setGiven(Map<String, String> given) {
        this.given = given;
    }

    /** All of them, by name. */
    public Map<String, String> allGiven() {
        Map<String, String> all = new TreeMap<>(like == null ? Map.of() : like.given);
        all.putAll(given);
        return all;
    }

    /** What the mapping is given as {@code source}. */
    ObjectNode facts() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("id", id);
        allGiven().forEach(facts::put);
        return facts;
    }
}
