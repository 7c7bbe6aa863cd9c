package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a CSAT report may be grouped by: the last part of its path. */
enum CsatGrouping {
    NONE(null),
    CHANNELS(Dimension.CHANNEL),
    QUEUES(Dimension.QUEUE),
    USERS(Dimension.AGENT),
    ACCOUNTS(Dimension.ACCOUNT),
    /** By values that the request names with their dimension. */
    DATA(null);

    private final Dimension dimension;

    CsatGrouping(Dimension dimension) {
        this.dimension = dimension;
    }

    /** By its word in a path, such as {@code channels}. */
    static CsatGrouping of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A request's groups in its order. @param filters the request's {@code filters}, which hold channels and queues */
    List<CsatGroup> groups(Fields request, Fields filters) throws ReportException {
        return switch (this) {
            case NONE -> List.of();
            case CHANNELS -> groups(filters, "channels");
            case QUEUES -> groups(filters, "queues");
            case USERS -> groups(request, "userIds");
            case ACCOUNTS -> groups(request, "accounts");
            case DATA -> data(request);
        };
    }

    private List<CsatGroup> groups(Fields fields, String name) throws ReportException {
        return groups(fields, name, dimension);
    }

    private static List<CsatGroup> groups(Fields fields, String name, Dimension dimension) throws ReportException {
        return fields.someIds(name).stream().map(asked -> CsatGroup.of(dimension, asked)).toList();
    }

    private static List<CsatGroup> data(Fields request) throws ReportException {
        List<CsatGroup> groups = new ArrayList<>();
        for (Fields one : request.objects("data")) {
            groups.addAll(groups(one, "values", dimension(one)));
        }
        if (groups.isEmpty()) {
            throw request.bad("data", "needs at least one entry here: the answer has a group for each of its values");
        }
        return groups;
    }

    /** What an entry of {@code data} is about. */
    static Dimension dimension(Fields entry) throws ReportException {
        String words = "survey, score_label or source";
        return Optional.ofNullable(switch (entry.text("id", words)) {
            case "survey" -> Dimension.SURVEY;
            case "score_label" -> Dimension.LABEL;
            case "source" -> Dimension.SOURCE;
            default -> null;
        }).orElseThrow(() -> entry.bad("id", "is " + words));
    }
}
