package io.csatrelay.deliver;

import java.time.Duration;

/**
 * At most so many requests in any span of that length, at the server.
 *
 * @param requests how many
 * @param span how long
 */
public record Limit(int requests, Duration span) {
}
