package io.csatrelay.report;

import io.csatrelay.distribution.Figures;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.csatrelay.distribution.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes CSAT reports as JSON. By date: {@code {from, to, dataThrough, incomplete, periods: [{from, to, …M, groups: [{group, …M}]}],
 * total: M}}; counts: {@code {…, total: M, groups: [{group, …M}]}}; {@code previous}, if it was asked for, has the same shape.
 */
final class CsatJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<CsatGroup> groups;
    private final boolean byDate;

    CsatJson(CsatRequest request) {
        this.groups = request.groups();
        this.byDate = request.groupBy().isPresent();
    }

    /** @param previous null when it was not asked for @return UTF-8 */
    ReportBytes write(Coverage coverage, CsatFigures figures, CsatFigures previous) {
        ReportBytes out = new ReportBytes();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            coverage.write(json);
            figures(json, figures);
            if (previous != null) {
                json.writeObjectFieldStart("previous");
                Coverage.write(json, previous.span());
                figures(json, previous);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out;
    }

    private void figures(JsonGenerator json, CsatFigures figures) throws IOException {
        if (byDate) {
            periods(json, figures.periods());
        }
        json.writeObjectFieldStart("total");
        Figures.write(json, figures.total());
        json.writeEndObject();
        if (!byDate) {
            groups(json, figures.periods().get(0).groups());
        }
    }

    private void periods(JsonGenerator json, List<CsatFigures.Period> periods) throws IOException {
        json.writeArrayFieldStart("periods");
        for (CsatFigures.Period period : periods) {
            json.writeStartObject();
            Coverage.write(json, period.span());
            Figures.write(json, period.total());
            groups(json, period.groups());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void groups(JsonGenerator json, List<Distribution> distributions) throws IOException {
        json.writeArrayFieldStart("groups");
        for (int i = 0; i < distributions.size(); i++) {
            json.writeStartObject();
            json.writeStringField("group", groups.get(i).asked());
            Figures.write(json, distributions.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
