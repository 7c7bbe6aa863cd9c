package io.csatrelay.demo;

/** The demo Zendesk will not do what was asked: becomes an answer with this status. */
final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    Rejected(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    DemoAnswer answer() {
        return DemoAnswer.json(status, Json.object().put("error", error).put("description", getMessage()).toString());
    }
}
