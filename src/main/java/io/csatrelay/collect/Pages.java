package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Reads a vendor's pages: which request comes next, and which of its records are new or changed. Stateless but for the store.
 */
public final class Pages {
    /** Zendesk answers 400 to offset paging beyond this many records. */
    static final int OFFSET_LIMIT = 10_000;

    /** Longer ones fit no index of PostgreSQL; no vendor has them. */
    private static final int LONGEST_ID = 500;

    private final CollectStore store;
    private final FilteredVersions filtered;

    /** @param store tells which records are known @param filtered tells which are known to be no ratings */
    public Pages(CollectStore store, FilteredVersions filtered) {
        this.store = store;
        this.filtered = filtered;
    }

    /** The query of the run's next request. @param filters what each page is asked with, encoded */
    public String query(@Variable("run") Run run, @Variable("filters") String filters) {
        return run.nextPage() == null ? filters : run.nextPage().query(filters);
    }

    /** Reads an answer: notes in the run whether there is another page, and drops the records that are known. */
    public Page read(@Variable("run") Run run, @Body JsonNode answer) throws VendorException {
        JsonNode records = answer == null ? null : answer.at(run.source().records());
        if (records == null || !records.isArray()) {
            throw NextPage.broken("the answer has no list of records at " + run.source().records(), run.source().baseUrl());
        }
        run.listed();
        if (answer.at("/meta/has_more").isMissingNode() && answer.path("count").asLong() > OFFSET_LIMIT
                && run.window().length().compareTo(Tiling.SHORTEST) > 0) {
            run.tooLong();
            return new Page(List.of(), 0);
        }
        int number = run.nextPage() == null ? 1 : run.nextPage().number();
        Optional<NextPage> next = NextPage.of(answer, run.source(), records.isEmpty(), number);
        boolean repeats = !run.source().paging().pageParameter().isEmpty() && !records.isEmpty() && !run.isNew(records);
        if (next.isEmpty()) {
            run.noMorePages();
        } else if (repeats || !run.continueAt(next.get())) {
            throw NextPage.broken("the vendor's cursor repeats: its pages go in circles; nothing was skipped, the window is "
                    + "tried again by the next run", run.source().baseUrl());
        }
        return run.gathering().take(fresh(run, records), run.source().together(), next.isEmpty());
    }

    /** Reads one record, bare or in a list. */
    public Page one(@Variable("run") Run run, @Body JsonNode answer) throws VendorException {
        String pointer = run.source().oneRecord();
        JsonNode found = answer == null ? null : answer.at(pointer);
        if (found == null || found.isMissingNode() || found.isNull()) {
            throw NextPage.broken("the answer has no record at " + pointer, run.source().baseUrl());
        }
        JsonNode records = found.isArray() ? found : JsonNodeFactory.instance.arrayNode().add(found);
        return fresh(run, records);
    }

    /** The page of these records without those that are known. @param records a list */
    Page fresh(Run run, Iterable<JsonNode> records) {
        List<ReadRecord> read = new ArrayList<>();
        records.forEach(record -> read.add(ReadRecord.of(record)));
        return page(run, read);
    }

    /** The same, of records that say where they stood, or what is wrong with them. */
    Page page(Run run, List<ReadRecord> records) {
        // A page may hold a record twice while rows move between pages: the later one counts, the other is unchanged.
        Map<String, Page.Raw> byId = new LinkedHashMap<>();
        List<Page.Raw> read = records.stream().map(entry -> raw(run, entry)).toList();
        int repeated = 0;
        for (Page.Raw raw : read) {
            Page.Raw earlier = byId.get(raw.externalId());
            if (earlier != null) {
                repeated++;
            }
            if (earlier == null || raw.version().newerThan(earlier.version())) {
                byId.put(raw.externalId(), raw);
            }
        }
        if (run.lane().mapsAgain()) {
            return new Page(new ArrayList<>(byId.values()), repeated);
        }
        Map<String, Version> known = store.known(run.getSourceId(), byId.keySet());
        List<Page.Raw> fresh = new ArrayList<>(byId.size());
        for (Page.Raw raw : byId.values()) {
            if (raw.version().newerThan(known.get(raw.externalId())) && !filtered.has(run.getSourceId(), raw.externalId(), raw.version())) {
                fresh.add(raw);
            }
        }
        return new Page(fresh, repeated + byId.size() - fresh.size(), read);
    }

    private static Page.Raw raw(Run run, ReadRecord read) {
        JsonNode entry = read.record();
        String id = entry.at(run.source().recordId()).asText("");
        Version changed = TimeOfChange.of(entry, run.source().recordVersion());
        String known = id.isEmpty() || id.length() > LONGEST_ID ? "sha256:" + hash(entry) : id;
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("record", entry);
        input.set("lookup", run.getLookup() == null ? JsonNodeFactory.instance.objectNode() : run.getLookup());
        ObjectNode source = run.source().facts();
        if (read.line() > 0) {
            source.put("file", read.file()).put("line", read.line()).put("key", known);
        }
        input.set("source", source);
        return new Page.Raw(known, changed == null ? new Version("sha256:" + hash(entry), null) : changed, input, read.problem());
    }

    static String hash(JsonNode record) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(record.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
