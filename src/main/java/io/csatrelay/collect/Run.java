package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One run of a source: what it was asked for and how far it is. Lives as the variable {@code run} of one exchange and is used
 * by that exchange's thread alone; what progress shows is volatile.
 */
public final class Run {
    /** In place of a record's id where a vendor is asked whether it lets us in. */
    public static final String CHECK = "check";

    private final long number;
    private final Source source;
    private final RunRequest request;
    private final Instant startedAt;
    private final Map<String, ObjectNode> kept = new HashMap<>();
    private final Gathering gathering = new Gathering();
    private final Set<String> pagesSeen = new HashSet<>();
    private final Set<String> recordsSeen = new HashSet<>();
    private volatile Tally tally = Tally.NONE;
    private volatile Window window;
    private volatile boolean stopped;
    private Duration windowLength;
    private String continuation;
    private NextPage nextPage;
    private boolean lastPage;
    private int pages;
    private boolean tooLong;
    private boolean listed;
    private int attempts;
    private volatile Duration waitLeft = Duration.ZERO;
    private JsonNode lookup;
    private String failure;
    private String said;
    private boolean left;
    private VendorException refusal;
    private String absent;
    private long mendedUntil;

    Run(long number, Source source, RunRequest request, Instant startedAt) {
        this.number = number;
        this.source = source;
        this.request = request;
        this.startedAt = startedAt;
    }

    /** The run's number in the store. */
    public long number() {
        return number;
    }

    /** The source it collects. */
    public Source source() {
        return source;
    }

    /** Whether it maps quarantined records again. */
    public boolean isMend() {
        return request.lane() == Lane.MEND;
    }

    /** The source's id; the route is {@code direct:} and this. */
    public String getSourceId() {
        return source.getId();
    }

    /** What the routes that collect it are called: the source's id, or that of the source that it is collected as. */
    public String getRoutes() {
        return source.routes();
    }

    /** Where its vendor is. */
    public String getBaseUrl() {
        return source.baseUrl();
    }

    /** The account, whose credentials its requests show. */
    public String getAccount() {
        return source.account();
    }

    /** What its source is given in its route file, by name. */
    public Map<String, String> getGiven() {
        return source.allGiven();
    }

    /** The route that sends a request of it. */
    public String getSend() {
        return source.send();
    }

    /** The route that maps quarantined records of it again. */
    public String getMends() {
        return source.mends();
    }

    /** What was asked for. */
    public RunRequest request() {
        return request;
    }

    /** The vendor's id of the one record that was asked for, or null. */
    public String getRecordId() {
        return request.recordId();
    }

    /** Whether only one record was asked for. */
    public boolean isOne() {
        return request.lane() == Lane.ONE;
    }

    /** Whether someone watches, so that a count of what is to come is worth a request. */
    public boolean isWatched() {
        return request.wish() != null;
    }

    Instant startedAt() {
        return startedAt;
    }

    Lane lane() {
        return request.lane();
    }

    Window window() {
        return window;
    }

    /** The request's start, epoch seconds: overlap and one second before the window, for the vendor compares with a strict {@code >}. */
    public long getStartTime() {
        return window.from().minus(source.overlap()).getEpochSecond() - 1;
    }

    /** The request's end, epoch seconds: one second after the window. */
    public long getEndTime() {
        return window.to().getEpochSecond() + 1;
    }

    /** The request's start, as {@link #getStartTime()}, an instant such as {@code 2026-05-01T00:00:00Z}. */
    public Instant getStart() {
        return Instant.ofEpochSecond(getStartTime());
    }

    /** The request's end, as {@link #getEndTime()}, an instant. */
    public Instant getEnd() {
        return Instant.ofEpochSecond(getEndTime());
    }

    /** Whether the window has a page that was not stored yet; none when the run stops, or when the window is to be cut shorter. */
    public boolean isMorePages() {
        return !lastPage && !tooLong && !stopped;
    }

    /** Notes that the vendor answered with a page of the source's list. */
    void listed() {
        listed = true;
    }

    /** Whether it ever did in this run. */
    boolean hasListed() {
        return listed;
    }

    /** The window holds more than its server will page through: it is given up, to be opened anew at half its length. */
    void tooLong() {
        tooLong = true;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** Asks the run to end after the request in flight; called by another thread. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Begins a window at its first page. */
    void open(Window next, Duration length) {
        window = next;
        windowLength = length;
        continuation = null;
        nextPage = null;
        lastPage = false;
        tooLong = false;
        pages = 0;
        pagesSeen.clear();
        recordsSeen.clear();
        gathering.forget();
    }

    /** Makes the window longer: what is asked for holds more than it. */
    void openUntil(Instant to) {
        window = to.isAfter(window.to()) ? new Window(window.from(), to) : window;
    }

    /** The vendor's mark that is kept with the bookmark when the window's last page is stored; null for none. */
    String continuation() {
        return continuation;
    }

    void continueFrom(String mark) {
        continuation = mark;
    }

    Gathering gathering() {
        return gathering;
    }

    Duration windowLength() {
        return windowLength;
    }

    NextPage nextPage() {
        return nextPage;
    }

    /** Notes the next page. @return false when that page was already read: the vendor goes in circles */
    boolean continueAt(NextPage next) {
        nextPage = next;
        return pagesSeen.add(next.query(""));
    }

    /** Whether the page's records are others than those of the window's pages before: a vendor may not know the parameter for pages. */
    boolean isNew(JsonNode records) {
        return recordsSeen.add(Pages.hash(records));
    }

    void noMorePages() {
        nextPage = null;
        lastPage = true;
    }

    boolean lastPage() {
        return lastPage;
    }

    int pages() {
        return pages;
    }

    void stored(Tally page) {
        pages++;
        tally = tally.plus(page);
    }

    /** The books of this run so far. */
    public Tally tally() {
        return tally;
    }

    /** Where the run is, in words that may be logged. */
    public String where() {
        return source.getId() + (isOne() ? " record " + request.recordId() : window == null ? "" : " " + window);
    }

    /** What the route fetched for the mapping, such as the reasons; a JSON object, or null. */
    public JsonNode getLookup() {
        return lookup;
    }

    public void setLookup(JsonNode lookup) {
        this.lookup = lookup;
    }

    /** What a look-up keeps for the length of the run, by its name. */
    ObjectNode kept(String name) {
        return kept.computeIfAbsent(name, any -> JsonNodeFactory.instance.objectNode());
    }

    /** Whether the one record that was asked for is one of the vendor's; a check asks for none. */
    boolean hasRecord() {
        return !CHECK.equals(request.recordId());
    }

    long mendedUntil() {
        return mendedUntil;
    }

    void mendedUntil(long quarantined) {
        mendedUntil = quarantined;
    }

    void failed(String inWords) {
        failure = inWords;
    }

    /** Notes that the run ends before its work does because somebody wants it so. */
    void leave(String why) {
        left = true;
        failure = "collecting " + where() + ": " + why;
    }

    /** Whether it ended early because somebody wanted it so: no fault. */
    boolean hasLeft() {
        return left;
    }

    /** Keeps an answer that may mean that the account has nothing for this source. */
    void suspect(VendorException answer) {
        refusal = answer;
    }

    VendorException refusal() {
        return refusal;
    }

    void absent(String inWords) {
        absent = inWords;
    }

    /** Why the account has nothing for this source, in words that may be logged; null when it may have. */
    public String absent() {
        return absent;
    }

    /** Why it failed, in words that may be logged; null while it did not. */
    public String failure() {
        return failure;
    }

    /** Keeps what the vendor said with an error; null for nothing. */
    void said(String words) {
        said = words;
    }

    /** The vendor's own words with its last error, or null; may quote anything. */
    String said() {
        return said;
    }

    /** Notes a failed attempt of the request in work. @return failures in a row */
    int failedAttempt() {
        return ++attempts;
    }

    void passedAttempt() {
        attempts = 0;
    }

    /** How long the next request still has to wait. */
    Duration waitLeft() {
        return waitLeft;
    }

    void waitLeft(Duration left) {
        waitLeft = left;
    }
}
