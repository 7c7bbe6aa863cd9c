package io.csatrelay.ops;

import io.csatrelay.settings.EditDistance;
import java.util.Collection;

/** What several rules say in the same words. */
final class LintWords {
    private LintWords() {
    }

    /** Advises the known name that is nearest; or something else when none is known. */
    static String nearest(String name, Collection<String> known, String otherwise) {
        return EditDistance.nearest(name, known).map(near -> "write " + near + ", if that was meant").orElse(otherwise);
    }

    /** What the first failure said, without all that was wrapped around it; its first line. */
    static String of(Throwable failure) {
        Throwable cause = deepest(failure);
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage()).strip().lines().findFirst().orElse("");
    }

    static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
