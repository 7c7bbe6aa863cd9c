package io.csatrelay.report;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The account ids that LivePerson's contract is served under.
 *
 * @param whole    stands for all ratings: REPORT_ACCOUNT_ID
 * @param isSource whether an id is a source's
 */
record LivePersonAccounts(String whole, Predicate<String> isSource) {
    /**
     * Whose ratings an account has.
     *
     * @param alias the id of a source for the id of its vendor's account, any other as it is
     * @return the one source; empty for all
     * @throws ReportException for an unknown account: "401 Unauthorized — Bad Authentication (invalid site or agent)"
     */
    Optional<String> source(String account, UnaryOperator<String> alias) throws ReportException {
        if (account != null && account.equals(whole)) {
            return Optional.empty();
        }
        if (account == null || !isSource.test(alias.apply(account))) {
            throw new ReportException(401, "unauthorized", "there is no such account: it is the one that REPORT_ACCOUNT_ID names, LIVEPERSON_ACCOUNT_ID, or a source's id", "accountId");
        }
        return Optional.of(alias.apply(account));
    }
}
