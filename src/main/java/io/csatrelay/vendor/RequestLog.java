package io.csatrelay.vendor;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of outbound requests, a line each, in a file of its own ({@code DATA_DIR/requests.jsonl}): method, path without
 * query, status, bytes, wait for the ledger, time at the vendor, batch. Never a header, a query or a body.
 */
public final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("requests");

    private RequestLog() {
    }

    /**
     * Logs one request.
     *
     * @param method GET or POST
     * @param host the vendor's host
     * @param path without query
     * @param status 0 when no answer came
     * @param bytes of the answer's body; -1 when not known
     * @param waited for the ledger; zero for collecting
     * @param atVendor from sending to the answer
     * @param batch the batch's number, or null
     */
    public static void log(String method, String host, String path, int status, long bytes, Duration waited, Duration atVendor,
            Long batch) {
        LOG.atInfo().addKeyValue("method", method).addKeyValue("host", host).addKeyValue("path", path)
                .addKeyValue("status", status).addKeyValue("bytes", bytes).addKeyValue("ledgerWaitMs", waited.toMillis())
                .addKeyValue("vendorMs", atVendor.toMillis()).addKeyValue("batch", batch).log("request");
    }
}
