package io.csatrelay.collect;

import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** Keeps what a vendor said with an error, as it came, for those who may read it. It may quote anything, so that it is never logged. Stateless. */
public final class ErrorBodies {
    /** Characters that are kept of it. */
    static final int LONGEST = 2000;

    /** Keeps the body of an answer that is an error; to be called before anyone judges it. */
    public void keep(@Variable("run") Run run, @Header(Exchange.HTTP_RESPONSE_CODE) int status, Message answer) {
        if (status >= 400) {
            String body = answer.getBody(String.class);
            run.said(body == null || body.isBlank() ? null : body.substring(0, Math.min(LONGEST, body.length())));
            answer.setBody("");
        }
    }
}
