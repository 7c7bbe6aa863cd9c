package io.csatrelay.demo;

/**
 * A ticket that can be rated.
 *
 * @param solved whether it is solved, or was once; only then may its requester rate it
 */
public record DemoTicket(long id, long requesterId, Long assigneeId, Long groupId, boolean solved) {
}
