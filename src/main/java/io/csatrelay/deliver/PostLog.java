package io.csatrelay.deliver;

import io.csatrelay.vendor.RequestLog;
import java.net.URI;
import java.util.function.Consumer;

/** Writes each request to MaestroQA into the log of outbound requests. Safe for use by several threads. */
public final class PostLog implements Consumer<Deliveries.Sent> {
    private final String host;
    private final String path;

    /** @param endpoint MaestroQA's; only its host and path are logged */
    public PostLog(URI endpoint) {
        this.host = endpoint.getHost();
        this.path = endpoint.getRawPath();
    }

    @Override
    public void accept(Deliveries.Sent sent) {
        RequestLog.log("POST", host, path, sent.status(), sent.bytes(), sent.waited(), sent.atVendor(), sent.batch());
    }
}
