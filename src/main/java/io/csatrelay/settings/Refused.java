package io.csatrelay.settings;

/** A text is not the value that a setting takes. Neither part repeats the text, which may be a secret. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String advice;

    /**
     * @param reason completes "what came …", such as "has no unit"
     * @param advice what to do
     */
    Refused(String reason, String advice) {
        super(reason + ": " + advice);
        this.reason = reason;
        this.advice = advice;
    }

    String reason() {
        return reason;
    }

    String advice() {
        return advice;
    }
}
