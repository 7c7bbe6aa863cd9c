package io.csatrelay.app;

/** What collecting from LivePerson needs. */
final class LivePersonBeans {
    /** The source of the CSAT distribution. */
    static final String CSAT = "liveperson-csat";
    /** The source of the engagement activity. */
    static final String ENGAGEMENT = "liveperson-engagement";

    private LivePersonBeans() {
    }
}
