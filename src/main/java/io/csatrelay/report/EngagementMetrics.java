package io.csatrelay.report;

/**
 * What LivePerson counts of engagements. The parts need not add up to the whole: its document says so of times, and an engagement may be
 * connected in one interval and closed in another.
 *
 * @param interactive                   interactive chats that were closed
 * @param nonInteractive                non-interactive chats that were closed, those that the visitor left included
 * @param handlingSeconds               time spent on the interactive ones, seconds
 * @param nonInteractiveHandlingSeconds time spent on the non-interactive ones, seconds
 * @param connected                     chats connected to an agent
 */
public record EngagementMetrics(long interactive, long nonInteractive, long handlingSeconds, long nonInteractiveHandlingSeconds, long connected) {
    public static final EngagementMetrics NONE = new EngagementMetrics(0, 0, 0, 0, 0);

    public EngagementMetrics plus(EngagementMetrics other) {
        return new EngagementMetrics(interactive + other.interactive, nonInteractive + other.nonInteractive, handlingSeconds + other.handlingSeconds,
                nonInteractiveHandlingSeconds + other.nonInteractiveHandlingSeconds, connected + other.connected);
    }
}
