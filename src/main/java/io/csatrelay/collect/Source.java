package io.csatrelay.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.settings.Since;
import io.csatrelay.settings.Spans;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where ratings are collected from and how: one account of one vendor. Declared in a route file, under {@code beans}, with
 * the source's id as its name; the route of that source is {@code direct:<id>}.
 *
 * <p>A plain bean because Camel fills it: set once, at the start, then only read. JSON pointers (RFC 6901) say where things
 * stand in an answer.
 */
public final class Source {
    private String id;
    private String baseUrl = "";
    private Since since;
    private Duration overlap = Duration.ZERO;
    private Duration settle = Duration.ZERO;
    private Duration window = Duration.ofDays(1);
    private Duration reread = Duration.ZERO;
    private String rereadCron;
    private boolean rereadEveryRun;
    private String onWhen = "";
    private int together;
    private String records = "";
    private String oneRecord = "";
    private String credentials = "its credentials";
    private String recordId = "/id";
    private String recordVersion = "/updated_at";
    private boolean intake;
    private Map<String, String> given = new TreeMap<>();

    /** The source's id, such as {@code zendesk-ratings}. */
    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** Scheme and host that every page of this source must stay on. */
    public String baseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Where the first run starts; counts from the first start only. */
    public Since since() {
        return since;
    }

    public void setSince(String since) {
        this.since = Spans.since(since);
    }

    /** How far before a window its requests read, for rows that share a second with the last run's. */
    public Duration overlap() {
        return overlap;
    }

    public void setOverlap(String overlap) {
        this.overlap = Spans.parse(overlap);
    }

    /** How long the newest records are left to settle. */
    public Duration settle() {
        return settle;
    }

    public void setSettle(String settle) {
        this.settle = Spans.parse(settle);
    }

    /** The longest window. */
    public Duration window() {
        return window;
    }

    public void setWindow(String window) {
        this.window = Spans.parse(window);
    }

    /** How far back records may still change in place; zero: they never do. */
    public Duration reread() {
        return reread;
    }

    /** Days. */
    public void setRereadDays(int days) {
        this.reread = Duration.ofDays(days);
    }

    /** When the recent past is read again: Quartz, with seconds, UTC; null when never. */
    public String rereadCron() {
        return rereadCron;
    }

    public void setRereadCron(String cron) {
        this.rereadCron = cron;
    }

    /** Whether the recent past is read again after every run: where a record changes long after it is found. */
    public boolean rereadEveryRun() {
        return rereadEveryRun;
    }

    public void setRereadEveryRun(boolean every) {
        this.rereadEveryRun = every;
    }

    /** What has to hold for the source to be on, as it was written, such as {@code auto is auto or surveys}; looked at before the start. */
    public String onWhen() {
        return onWhen;
    }

    public void setOnWhen(String condition) {
        this.onWhen = condition;
    }

    /** How many new or changed records are worth the look-ups that they need; 0: each page is stored by itself. */
    public int together() {
        return together;
    }

    public void setTogether(int records) {
        this.together = records;
    }

    /** Where an answer has its list of records. */
    public String records() {
        return records;
    }

    public void setRecords(String pointer) {
        this.records = pointer;
    }

    /** Where the answer for one record has it, bare or in a list. */
    public String oneRecord() {
        return oneRecord;
    }

    public void setOneRecord(String pointer) {
        this.oneRecord = pointer;
    }

    /** Which settings to check when the vendor answers 401, in words. */
    public String credentials() {
        return credentials;
    }

    public void setCredentials(String credentials) {
        this.credentials = credentials;
    }

    /** Where a record has its id. */
    public String recordId() {
        return recordId;
    }

    public void setRecordId(String pointer) {
        this.recordId = pointer;
    }

    /**
     * Where a record has its time of change, {@code *} for each element of a list, of which the latest counts; empty where the vendor gives
     * none: then a hash of the record is its version.
     */
    public String recordVersion() {
        return recordVersion;
    }

    public void setRecordVersion(String pointer) {
        this.recordVersion = pointer;
    }

    /** Whether its vendor pushes to {@code POST /intake/<id>}: then nothing is collected from it, and it has no bookmark. */
    public boolean intake() {
        return intake;
    }

    public void setIntake(boolean intake) {
        this.intake = intake;
    }

    /** What the mapping is told about the source beside its id, such as which question is the score: settings, and never a secret. */
    public Map<String, String> getGiven() {
        return given;
    }

    public void setGiven(Map<String, String> facts) {
        this.given = facts;
    }

    /** What the mapping is given as {@code source}. */
    ObjectNode facts() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("id", id);
        given.forEach(facts::put);
        return facts;
    }
}
