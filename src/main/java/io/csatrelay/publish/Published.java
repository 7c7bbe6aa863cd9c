package io.csatrelay.publish;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Figures;
import io.csatrelay.distribution.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A publication as the published table has it.
 *
 * @param id       its interval's key
 * @param revision its place in the order of publishing
 * @param skills   {@code {id: M}}, JSON
 * @param agents   {@code {id: M}}, JSON
 */
public record Published(String id, long revision, Span interval, String source, Distribution total, String skills, String agents) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is sent, and served: {@code {"id","revision","from","to","source","total":M,"skills":{id:M},"agents":{id:M}}}. */
    public String body() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeNumberField("revision", revision);
            json.writeStringField("from", interval.from().toString());
            json.writeStringField("to", interval.to().toString());
            json.writeStringField("source", source);
            json.writeObjectFieldStart("total");
            Figures.write(json, total);
            json.writeEndObject();
            json.writeFieldName("skills");
            json.writeRawValue(skills);
            json.writeFieldName("agents");
            json.writeRawValue(agents);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }
}
