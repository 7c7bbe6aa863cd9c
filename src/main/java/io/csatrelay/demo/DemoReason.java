package io.csatrelay.demo;

import java.util.List;
import java.util.Optional;

/**
 * A reason for a bad rating. The codes are Zendesk's own: 0 none, 5 took too long, 6 not resolved, 7 knowledge, 8 attitude,
 * 1000 other, above 1000 an account's own.
 *
 * @param value    what is shown; may be a placeholder of Zendesk's dynamic content
 * @param rawValue what the admin wrote
 */
public record DemoReason(long id, int reasonCode, String value, String rawValue) {

    static final List<DemoReason> ALL = List.of(
            new DemoReason(35001, 0, "No reason provided", "No reason provided"),
            new DemoReason(35002, 5, "The issue took too long to resolve", "The issue took too long to resolve"),
            new DemoReason(35003, 6, "The issue was not resolved", "The issue was not resolved"),
            new DemoReason(35004, 7, "The agent's knowledge is unsatisfactory", "The agent's knowledge is unsatisfactory"),
            new DemoReason(35005, 8, "The agent's attitude is unsatisfactory", "The agent's attitude is unsatisfactory"),
            new DemoReason(35006, 1000, "Some other reason", "Some other reason"),
            new DemoReason(35007, 1001, "{{dc.reason_wrong_item}}", "{{dc.reason_wrong_item}}"));

    static Optional<DemoReason> byCode(int code) {
        return ALL.stream().filter(reason -> reason.reasonCode == code).findFirst();
    }
}
