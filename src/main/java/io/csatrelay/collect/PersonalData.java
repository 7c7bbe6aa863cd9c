package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.rating.ClarifyingAnswer;
import io.csatrelay.rating.Rating;
import io.csatrelay.settings.Privacy;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes comments and e-mail addresses out of what is about to be stored, as PRIVACY_COMMENTS and PRIVACY_EMAILS say. Of a rating it knows
 * which fields are words; of a vendor's raw record it does not: there everything counts as words that is not one code, number or time.
 * Immutable.
 */
public final class PersonalData {
    static final String MASK = "***";

    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");
    /** One word of a machine: an id, a choice, a URL, a number; or a time, which may have a space in it. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:/+@#=&?%~-]{0,200}|\\d{4}-\\d\\d-\\d\\d[T ][0-9:., +Z-]{1,30}");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)(\"|$)");

    private final Privacy comments;
    private final Privacy emails;

    /**
     * @param comments what becomes of them
     * @param emails what becomes of addresses
     */
    public PersonalData(Privacy comments, Privacy emails) {
        this.comments = comments;
        this.emails = emails;
    }

    /** Everything is stored as it comes. */
    public static PersonalData kept() {
        return new PersonalData(Privacy.KEEP, Privacy.KEEP);
    }

    /** The rating as it is stored and sent. */
    public Rating of(Rating rating) {
        if (keepsAll()) {
            return rating;
        }
        return new Rating(rating.externalId(), rating.updatedAt(), rating.submittedAt(), id(rating.ticketId()), id(rating.agentId()),
                emails == Privacy.KEEP ? rating.agentEmail() : null, rating.score(), rating.minScore(), rating.maxScore(),
                words(rating.scoreLabel()), comment(rating.comment()), rating.clarifyingAnswers().stream().map(this::of).toList(),
                id(rating.channel()), id(rating.skillId()), id(rating.queueId()), id(rating.accountId()), id(rating.surveyId()),
                id(rating.requesterId()), id(rating.supersedesKey()));
    }

    private ClarifyingAnswer of(ClarifyingAnswer answer) {
        return new ClarifyingAnswer(words(answer.question()), answer.score(), answer.minScore(), answer.maxScore(), words(answer.scoreLabel()),
                comment(answer.comment()));
    }

    /** A mapping's input as the quarantine keeps it. */
    JsonNode ofInput(ObjectNode input) {
        if (keepsAll()) {
            return input;
        }
        ObjectNode kept = input.deepCopy();
        // What was looked up are questions, labels and ids; mapping the record again needs them.
        kept.set("lookup", each(input.path("lookup"), this::words));
        kept.set("record", each(input.path("record"), comments == Privacy.KEEP ? this::words : this::raw));
        return kept;
    }

    /** An answer that is kept as it came: nobody knows which of its texts are ids, and none of them are customers' words. */
    JsonNode ofAnswer(JsonNode answer) {
        return emails == Privacy.KEEP ? answer : each(answer, this::words);
    }

    /** The same of text in whatever form. */
    String ofAnswer(String text) {
        return words(text);
    }

    /** Text that could not be read, as the quarantine keeps it. */
    String ofUnreadable(String text) {
        return comments == Privacy.KEEP ? words(text) : raw(text);
    }

    /** Why a record is in quarantine, in words that may quote it. */
    String ofReason(String reason) {
        return words(comments == Privacy.KEEP ? reason
                : QUOTED.matcher(reason).replaceAll(quoted -> CODE.matcher(quoted.group(1)).matches() ? "\"$1$2" : "\"" + MASK + "$2"));
    }

    /** Whether a reason may say what the record has in a field. */
    boolean mayQuote() {
        return comments == Privacy.KEEP;
    }

    private boolean keepsAll() {
        return comments == Privacy.KEEP && emails == Privacy.KEEP;
    }

    private String comment(String text) {
        return text == null || comments == Privacy.KEEP ? words(text) : comments == Privacy.MASK ? MASK : null;
    }

    private String raw(String text) {
        return CODE.matcher(text).matches() ? words(text) : MASK;
    }

    private String words(String text) {
        return emails == Privacy.KEEP || !hasAddress(text) ? text : ADDRESS.matcher(text).replaceAll(emails == Privacy.MASK ? "***" : "");
    }

    private String id(String id) {
        return emails != Privacy.KEEP && hasAddress(id) ? null : id;
    }

    private static boolean hasAddress(String text) {
        return text != null && text.indexOf('@') >= 0 && ADDRESS.matcher(text).find();
    }

    /** Names of fields may hold an address, too: each keeps a name of its own. */
    private JsonNode each(JsonNode node, UnaryOperator<String> change) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(change.apply(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode changed = JsonNodeFactory.instance.objectNode();
            object.fields().forEachRemaining(field -> changed.set(free(changed, words(field.getKey())), each(field.getValue(), change)));
            return changed;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode changed = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> changed.add(each(element, change)));
            return changed;
        }
        return node;
    }

    private static String free(ObjectNode object, String name) {
        return object.has(name) ? free(object, name + "*") : name;
    }
}
