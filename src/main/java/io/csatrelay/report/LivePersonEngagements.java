package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The metrics of the method engactivity. */
final class LivePersonEngagements implements LivePersonMetrics<EngagementMetrics> {
    @Override
    public EngagementMetrics none() {
        return EngagementMetrics.NONE;
    }

    @Override
    public EngagementMetrics plus(EngagementMetrics one, EngagementMetrics other) {
        return one.plus(other);
    }

    @Override
    public void write(JsonGenerator json, EngagementMetrics metrics) throws IOException {
        json.writeNumberField("totalInteractiveChats", metrics.interactive());
        json.writeNumberField("totalNonInteractiveChats", metrics.nonInteractive());
        json.writeNumberField("totalHandlingTime", metrics.handlingSeconds());
        json.writeNumberField("nonInteractiveTotalHandlingTime", metrics.nonInteractiveHandlingSeconds());
        json.writeNumberField("connectedEngagements", metrics.connected());
    }
}
