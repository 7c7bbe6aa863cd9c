package io.csatrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownFunctionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', value = {
            "nope                                                § nope/0",
            "map(.a | nope(1; 2))                                § nope/2",
            "if .a then nope else empty end                      § nope/0",
            "if nope then 1 else 2 end                           § nope/0",
            "\"a \\(.b | nope)\"                                 § nope/0",
            "{a: nope}                                           § nope/0",
            "{(nope): 1}                                         § nope/0",
            "{\"a\\(nope)\": 1}                                  § nope/0",
            "[.[] | nope]                                        § nope/0",
            "try nope catch .                                    § nope/0",
            "try . catch nope                                    § nope/0",
            "reduce nope as $x (0; .)                            § nope/0",
            "reduce .[] as $x (0; nope)                          § nope/0",
            "foreach .[] as $x (nope; .; .)                      § nope/0",
            ". as {a: $x, (nope): $y} | $x                       § nope/0",
            "nope as $x | 1                                      § nope/0",
            "1 + nope                                            § nope/0",
            ".a // nope                                          § nope/0",
            ".a and nope                                         § nope/0",
            ".[nope]                                             § nope/0",
            ".[nope:]                                            § nope/0",
            ".a |= nope                                          § nope/0",
            "-nope                                               § nope/0",
            "nope?                                               § nope/0",
            "label $f | nope                                     § nope/0",
            "@nope                                               § @nope/0",
            "def f: nope; 1                                      § nope/0",
            "def f: 1; f(2)                                      § f/1",
            "def f(x): x; x                                      § x/0",
            "[def f: 1; . | f], f                                § f/0",
            "m::f                                                § m::f/0",
            "now | strftime(\"%Y\")                              § strftime/1",
    })
    void shouldFindItWhereverItIsCalled(String program, String unknown) throws MappingSyntaxException {
        assertThat(UnknownFunctions.in(program, TestingMappings.ROOT)).containsExactly(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "def f: if . > 3 then . else . + 1 | f end; f",
            "def f(g; $x): g + $x + x; f(1; 2)",
            "def outer: def inner: 1; inner; outer",
            "def a: 1; def b: a; b",
            "def a: 1; def b: a; . as $x | b | a",
            ".[] | def f: 1; f",
            "map(select(.a)) | first(.[]) | @json \"x\\(.)\" | @base64 | tostring | length | not",
            "ascii_downcase | gsub(\"a\"; \"b\") | todate | IN(1) | INDEX(.a) | error",
    })
    void shouldFindNothingWhenAllIsDefined(String program) throws MappingSyntaxException {
        assertThat(UnknownFunctions.in(program, TestingMappings.ROOT)).isEmpty();
    }

    @Test
    void shouldSayWhenItIsNoProgram() {
        assertThatThrownBy(() -> UnknownFunctions.in("{", TestingMappings.ROOT)).isInstanceOf(MappingSyntaxException.class);
    }
}
