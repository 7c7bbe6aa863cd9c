package io.csatrelay.mapping;

import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.functions.MathFunction;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;

/**
 * The functions that a mapping may call: jackson-jq's own, corrected where they differ from the {@code jq} command, so that a mapping
 * tried with that command gives the same here. The one difference on purpose: integers beyond 2^53, which the command rounds, stay exact.
 */
public final class JqScope {

    /** jackson-jq's additions (hostname, uuid4, a strftime that answers wrong): the jq command knows none of them like that. */
    private static final String ADDITIONS = "net.thisptr.jackson.jq.extra.";

    private JqScope() {
    }

    /**
     * A new root scope, to be shared by all mappings: nothing writes to it when a mapping runs, so it may be used by several threads.
     *
     * @param version the version of the jq language, {@code Versions.JQ_1_7}
     */
    public static Scope create(Version version) {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().listFunctions(version, scope).forEach((name, function) -> {
            if (!function.getClass().getName().startsWith(ADDITIONS)) {
                scope.addFunction(name, corrected(name, function));
            }
        });
        CorrectedFunctions.addTo(scope);
        defineInJq(scope, version);
        return scope;
    }

    private static Function corrected(String name, Function function) {
        if (function instanceof MathFunction) {
            return new WholeResults(function, name);
        }
        boolean ofInputAlone = name.endsWith("/0") && !(function instanceof JsonQueryFunction);
        return ofInputAlone ? new ResultsFirst(function) : function;
    }

    private static void defineInJq(Scope scope, Version version) {
        define(scope, version, "todate", List.of(), "todateiso8601");
        define(scope, version, "fromdate", List.of(), "fromdateiso8601");
        define(scope, version, "IN", List.of("s"), "any(s == .; .)");
        define(scope, version, "IN", List.of("src", "s"), "any(src == s; .)");
        define(scope, version, "INDEX", List.of("stream", "f"), "reduce stream as $row ({}; .[$row | f | tostring] |= $row)");
        define(scope, version, "INDEX", List.of("f"), "INDEX(.[]; f)");
        // An expression that matches the empty text never ends in jackson-jq (nor in jq 1.6): here it does as in jq 1.7. It finds
        // the empty text once for each byte of a character, hence unique_by.
        define(scope, version, "gsub", List.of("$re", "s", "$flags"), """
                . as $in
                | ([match($re; $flags + "g")] | unique_by([.offset, .length])) as $found
                | if any($found[]; .length == 0) then
                    (reduce $found[] as $m ({text: "", from: 0};
                      .text += $in[.from:$m.offset]
                        + ($m | reduce (.captures[] | select(.name != null)) as $c ({}; . + {($c.name): $c.string}) | s)
                      | .from = $m.offset + $m.length))
                    | .text + $in[.from:]
                  else _sub_impl($re; s; $flags + "g") end""");
        define(scope, version, "gsub", List.of("$re", "s"), "gsub($re; s; \"\")");
    }

    private static void define(Scope scope, Version version, String name, List<String> parameters, String body) {
        try {
            scope.addFunction(name, parameters.size(),
                    new JsonQueryFunction(name, parameters, ExpressionParser.compile(body, version), scope));
        } catch (JsonQueryException e) {
            throw new IllegalStateException("defining the jq function " + name + ": its own text does not compile", e);
        }
    }
}
