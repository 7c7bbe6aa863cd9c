package io.csatrelay.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import net.thisptr.jackson.jq.internal.tree.FormattingFilter;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.PipedQuery;

/**
 * Finds the functions that a program calls but nobody defines. jackson-jq looks a function up when it is called, so that a slip in a
 * branch that is rarely taken would show with the first record that takes it. The compiled program is walked by reflection, as its
 * nodes keep their parts to themselves.
 */
public final class UnknownFunctions {

    private static final String NODES = "net.thisptr.jackson.jq.";

    private final Scope root;
    private final SortedSet<String> unknown = new TreeSet<>();

    private UnknownFunctions(Scope root) {
        this.root = root;
    }

    /**
     * The functions that are called and unknown, as {@code name/arity}, each once, sorted; empty if all are known.
     *
     * @throws MappingSyntaxException if it is no jq program
     */
    public static List<String> in(String program, Scope root) throws MappingSyntaxException {
        UnknownFunctions walk = new UnknownFunctions(root);
        try {
            Expression compiled = ExpressionParser.compile(program, Versions.JQ_1_7);
            walk.visit(compiled, new HashSet<>());
        } catch (JsonQueryException e) {
            throw new MappingSyntaxException("looking for unknown functions: this is no jq program: " + Mapping.parserWords(e), e);
        }
        return List.copyOf(walk.unknown);
    }

    /** @param defined the functions defined around this node, to which a definition adds itself */
    private void visit(Object node, Set<String> defined) {
        if (node instanceof FunctionDefinition definition) {
            visitDefinition(definition, defined);
        } else if (node instanceof FunctionCall call) {
            visitCall(call, defined);
        } else if (node instanceof FormattingFilter filter) {
            check("@" + part(filter, "name") + "/0", defined);
        } else if (node instanceof PipedQuery) {
            // A definition at the start of a pipe is compiled into its first part, and is known in all of them.
            visitParts(node, new HashSet<>(defined));
        } else if (node instanceof Collection<?> nodes) {
            nodes.forEach(each -> visit(each, defined));
        } else if (node instanceof Map<?, ?> nodes) {
            nodes.forEach((key, value) -> visit(List.of(key, value), defined));
        } else if (node != null && !(node instanceof Enum) && node.getClass().getName().startsWith(NODES)) {
            visitParts(node, defined);
        }
    }

    private void visitDefinition(FunctionDefinition definition, Set<String> defined) {
        List<?> parameters = (List<?>) part(definition, "args");
        defined.add(part(definition, "fname") + "/" + parameters.size());
        Set<String> inside = new HashSet<>(defined);
        parameters.forEach(parameter -> inside.add(parameter.toString().replaceFirst("^\\$", "") + "/0"));
        visit(part(definition, "body"), inside);
    }

    private void visitCall(FunctionCall call, Set<String> defined) {
        List<?> arguments = (List<?>) part(call, "args");
        Object module = part(call, "moduleName");
        String name = part(call, "name") + "/" + arguments.size();
        check(module == null ? name : module + "::" + name, defined);
        visit(arguments, defined);
    }

    private void check(String name, Set<String> defined) {
        String bare = name.substring(0, name.lastIndexOf('/'));
        int arity = Integer.parseInt(name.substring(name.lastIndexOf('/') + 1));
        if (!defined.contains(name) && root.getFunction(bare, arity) == null) {
            unknown.add(name);
        }
    }

    private void visitParts(Object node, Set<String> defined) {
        for (Class<?> type = node.getClass(); type.getName().startsWith(NODES); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    visit(read(node, field), defined);
                }
            }
        }
    }

    private static Object part(Object node, String field) {
        try {
            return read(node, node.getClass().getDeclaredField(field));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("walking a jq program: jackson-jq's " + node.getClass().getSimpleName()
                    + " has no part " + field + " any more: this class was written for 1.6.0", e);
        }
    }

    private static Object read(Object node, Field field) {
        try {
            field.setAccessible(true);
            return field.get(node);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalStateException("walking a jq program: " + field + " cannot be read", e);
        }
    }
}
