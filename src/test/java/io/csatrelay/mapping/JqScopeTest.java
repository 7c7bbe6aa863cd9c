package io.csatrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JqScopeTest {

    /** What the jq command prints: 1.7 where 1.6 differs or never ends; the fraction of a time is the one addition. */
    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', value = {
            "ascii_downcase           § \"ÀB👍z\"                    § \"Àb👍z\"",
            "ascii_upcase             § \"éb👍Z\"                    § \"éB👍Z\"",
            "explode | implode        § \"a👍\u2028b\"               § \"a👍\u2028b\"",
            "implode                  § [65, 1114112, 55357]         § \"A\ufffd\ufffd\"",
            "floor                    § 3.7                          § 3",
            "floor                    § -3.5                         § -4",
            "ceil                     § 3.2                          § 4",
            "round                    § 3.5                          § 4",
            "sqrt                     § 9                            § 3",
            "sqrt                     § 2                            § 1.4142135623730951",
            "floor                    § 9007199254740993             § 9007199254740993",
            "floor                    § 3000000000.5                 § 3000000000",
            "(. * 4 / 3 | floor)      § 5                            § 6",
            "todate                   § 1777629600                   § \"2026-05-01T10:00:00Z\"",
            "fromdate                 § \"2026-05-01T10:00:00Z\"     § 1777629600",
            "fromdateiso8601          § \"2026-05-01T10:00:00Z\"     § 1777629600",
            "fromdateiso8601          § \"2026-05-01T10:00:00.125Z\" § 1777629600.125",
            "IN(1, 2)                 § 2                            § true",
            "IN(1, 2)                 § 3                            § false",
            "IN(.[]; 5)               § [4, 5]                       § true",
            "INDEX(.id)               § [{\"id\": 1}, {\"id\": \"b\"}] § {\"1\": {\"id\": 1}, \"b\": {\"id\": \"b\"}}",
            "INDEX(.a[]; .id)         § {\"a\": [{\"id\": 1}]}       § {\"1\": {\"id\": 1}}",
            "gsub(\"b\"; \"X\")       § \"abcb\"                     § \"aXcX\"",
            "gsub(\"(?<x>[bc])\"; \"<\\(.x)>\") § \"👍abc\"          § \"👍a<b><c>\"",
            "gsub(\"B\"; \"X\"; \"i\") § \"abc\"                     § \"aXc\"",
            "gsub(\"^\"; \"X\")       § \"abc\"                      § \"Xabc\"",
            "gsub(\"\"; \"X\")        § \"abc\"                      § \"XaXbXc\"",
            "gsub(\"(?=c)\"; \"X\")   § \"👍c\"                      § \"👍Xc\"",
            "try error(\"x\") catch . § null                         § \"x\"",
            "first(.[] | tostring)    § [1, 2]                       § \"1\"",
            "try (tojson | error) catch . § [1]                      § \"[1]\"",
            "try (tostring | error(\"x\")) catch . § 1                § \"x\"",
            "[try error(null) catch .] § 1                           § [null]",
            "try error catch .        § {\"a\": 1}                   § {\"a\": 1}",
    })
    void shouldAnswerAsTheCommandWhereJacksonJqDoesNot(String program, String input, String expected) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () ->
                assertThat(TestingMappings.output(program, input).toString())
                        .isEqualTo(io.csatrelay.rating.TestingRatings.json(expected).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error(null)", "error", "error(.a)", ".b | error", "\"2026-05-01\" | fromdate",
            "\"2026-02-30T10:00:00Z\" | fromdate", "1 | ascii_downcase", "1 | implode", "[\"a\"] | implode", "1 | fromdate"})
    void shouldFailWhereAnAnswerWouldBeWrong(String program) {
        assertThat(TestingMappings.map(program, "null")).isInstanceOf(Mapped.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({"strftime, 1", "strptime, 1", "hostname, 0", "uuid4, 0", "timestamp, 0"})
    void shouldNotOfferWhatTheCommandLacksOrDoesOtherwise(String name, int arity) {
        assertThat(JqScope.create(Versions.JQ_1_7).getFunction(name, arity)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "👍", "\u2028"})
    void shouldQuoteTheTextWhenATimeIsNone(String text) {
        assertThat(TestingMappings.map("fromdate", "\"" + text + "\"")).asInstanceOf(type(Mapped.Failed.class))
                .satisfies(failed -> assertThat(failed.reason()).contains(text))
                .satisfies(failed -> assertThat(failed.safeReason()).doesNotContain(text));
    }
}
