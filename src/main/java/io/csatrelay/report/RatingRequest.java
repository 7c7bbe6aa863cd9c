package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which ratings a list is asked for: Gnatta's "View Interactions", {@code {filters, orderBy, orderByField, contexts?}}, where
 * {@code filters} is another report's request, flattened.
 *
 * @param question what to find
 * @param columns  what to say of each
 */
record RatingRequest(RatingQuestion question, List<RatingColumn> columns) {
    private static final Set<String> CONTEXTS = Set.of("Account", "Data", "Queue", "User");

    static RatingRequest read(String body, Function<Dimension, ? extends Collection<String>> known) throws ReportException {
        Fields request = Fields.of(body);
        Fields filters = request.object("filters");
        ReportWindow window = ReportWindow.read(filters, filters.zone("timeZone"), GroupBy.MONTHLY);
        boolean ascending = oneOf(request, "orderBy", "Ascending", "Descending");
        boolean timestamp = oneOf(request, "orderByField", "Timestamp", "Reference");
        return new RatingRequest(new RatingQuestion(window.span(), CsatFilters.read(filters, filters, known),
                timestamp ? RatingQuestion.OrderBy.TIMESTAMP : RatingQuestion.OrderBy.REFERENCE, ascending), columns(request));
    }

    private static boolean oneOf(Fields request, String name, String yes, String no) throws ReportException {
        String words = yes + " or " + no;
        String word = request.text(name, words);
        if (!word.equals(yes) && !word.equals(no)) {
            throw request.bad(name, "is " + words);
        }
        return word.equals(yes);
    }

    private static List<RatingColumn> columns(Fields request) throws ReportException {
        if (!request.has("contexts")) {
            return RatingColumn.of(CONTEXTS);
        }
        Set<String> contexts = request.ids("contexts");
        if (!CONTEXTS.containsAll(contexts)) {
            throw request.bad("contexts", "is a list of Account, Data, Queue and User");
        }
        return RatingColumn.of(contexts);
    }
}
