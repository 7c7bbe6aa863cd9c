package io.csatrelay.demo;

import java.time.Instant;

/**
 * One conversation of the demo LivePerson account, as it closed.
 *
 * @param at              when; its customer's answer came then, too
 * @param skill           an id; {@code -1} for none
 * @param agent           an id; {@code -1} for none
 * @param score           1 to 5; 0 when the customer did not answer
 * @param interactive     whether both sides wrote
 * @param handlingSeconds time spent on it
 * @param connected       whether an agent was connected
 */
public record DemoConversation(Instant at, String skill, String agent, int score, boolean interactive, int handlingSeconds, boolean connected) {
    /** An interactive one, connected, that took two minutes. */
    public static DemoConversation answered(Instant at, String skill, String agent, int score) {
        return new DemoConversation(at, skill, agent, score, true, 120, true);
    }
}
