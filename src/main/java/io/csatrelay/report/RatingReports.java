package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.DistributionStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;

/**
 * The ratings behind any figure: the same ones that it counts. Safe for use by several threads. Each method throws
 * {@link ReportException}, a 400 that names the field, for a request that cannot be answered.
 */
public final class RatingReports {
    /** As many as Gnatta lists: "View Interactions". */
    static final int LONGEST_LIST = 1000;
    /** As many as Gnatta exports. */
    static final int LONGEST_EXPORT = 1_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DistributionStore distributions;
    private final ReportStore store;

    /** @param distributions says what is collected @param store where ratings are */
    public RatingReports(DistributionStore distributions, ReportStore store) {
        this.distributions = distributions;
        this.store = store;
    }

    /** {@code {from, to, dataThrough, incomplete, ratings: [{reference, channel, timestamp, …}], truncated}}, UTF-8; at most 1000. */
    public byte[] list(@Body String body) throws ReportException {
        RatingRequest request = RatingRequest.read(body, distributions::values);
        RatingQuestion question = request.question();
        long[] numbers = store.find(question, LONGEST_LIST + 1);
        List<CountedRating> ratings = store.ratings(Arrays.stream(numbers).limit(LONGEST_LIST).boxed().toList());
        Set<String> sources = question.filters().getOrDefault(Dimension.SOURCE, Set.of());
        return write(Coverage.of(question.span(), distributions, sources), request.columns(), ratings, numbers.length > LONGEST_LIST);
    }

    private static byte[] write(Coverage coverage, List<RatingColumn> columns, List<CountedRating> ratings, boolean truncated) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            coverage.write(json);
            json.writeArrayFieldStart("ratings");
            for (CountedRating rating : ratings) {
                write(json, columns, rating);
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", truncated);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, List<RatingColumn> columns, CountedRating rating) throws IOException {
        json.writeStartObject();
        for (RatingColumn column : columns) {
            json.writeObjectField(column.title(), column.of(rating));
        }
        json.writeEndObject();
    }

    /** The same as CSV, at most 1,000,000; read from the store while it is sent. */
    public InputStream csv(@Body String body) throws ReportException {
        RatingRequest request = RatingRequest.read(body, distributions::values);
        return new RatingCsv(store, store.find(request.question(), LONGEST_EXPORT), request.columns());
    }
}
