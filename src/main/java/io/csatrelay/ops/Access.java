package io.csatrelay.ops;

/** What whoever asks may do. */
public enum Access {
    /** Look. */
    READ,
    /** Look, and act: retry, dismiss, pause, resume. */
    ADMIN;

    /** As the contract's {@code security} and the dashboard call it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether it is enough for an operation that asks for a token of this name. */
    boolean isEnoughFor(String needed) {
        return this == ADMIN || needed.equals(READ.word());
    }
}
