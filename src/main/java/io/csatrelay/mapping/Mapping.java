package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryUserException;

/**
 * A mapping: one vendor record in, zero or one rating out. Compiled once; thread-safe, each call has a scope of its own below the shared
 * one.
 */
public final class Mapping {

    private static final String SUFFIX = ".jq";

    private final String name;
    private final JsonQuery program;
    private final Scope root;

    private Mapping(String name, JsonQuery program, Scope root) {
        this.name = name;
        this.program = program;
        this.root = root;
    }

    /**
     * Compiles {@code <name>.jq}.
     *
     * @param root the functions it may call, {@link JqScope#create}
     * @throws IOException            if the file cannot be read
     * @throws MappingSyntaxException if it is no jq program
     */
    public static Mapping load(Path file, Scope root) throws IOException, MappingSyntaxException {
        return compile(nameOf(file), Files.readString(file), root);
    }

    /** Compiles a program; the name is for messages. */
    public static Mapping compile(String name, String program, Scope root) throws MappingSyntaxException {
        try {
            return new Mapping(name, JsonQuery.compile(program, Versions.JQ_1_7), root);
        } catch (JsonQueryException e) {
            throw new MappingSyntaxException("compiling the mapping " + name + ": " + parserWords(e), e);
        }
    }

    /** The file's name without {@code .jq}. */
    public String name() {
        return name;
    }

    /** @param input {@code {record, lookup, source}} */
    public Mapped map(JsonNode input) {
        try {
            OneOutput output = new OneOutput();
            program.apply(Scope.newChildScope(root), input, output::take);
            return output.value == null || output.value.isNull() ? new Mapped.Filtered() : new Mapped.Emitted(output.value);
        } catch (SecondOutput e) {
            return failed("emitted more than one output", "");
        } catch (JsonQueryUserException e) {
            JsonNode message = e.getMessageAsJsonNode();
            return failed("called error", message.isTextual() ? message.textValue() : message.toString());
        } catch (JsonQueryException e) {
            return failed("failed", String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return failed("calls itself without end", "");
        } catch (RuntimeException e) {
            return failed("failed inside jackson-jq (" + e.getClass().getSimpleName() + ")", String.valueOf(e.getMessage()));
        }
    }

    static String nameOf(Path file) {
        String fileName = file.getFileName().toString();
        return fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName;
    }

    private Mapped failed(String kind, String words) {
        String safe = "the mapping " + name + " " + kind;
        return new Mapped.Failed(words.isEmpty() ? safe : safe + ": " + words, safe);
    }

    /**
     * The parser's own message names line and column, and then lists all that might have stood there; the exception around it only
     * repeats the program.
     */
    static String parserWords(JsonQueryException e) {
        String words = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
        return words.lines().findFirst().orElse("");
    }

    private static final class OneOutput {
        private JsonNode value;

        void take(JsonNode output) {
            if (value != null) {
                throw new SecondOutput();
            }
            value = output == null ? NullNode.getInstance() : output;
        }
    }

    /** Ends a program that may go on emitting for ever. No JsonQueryException: the program's own {@code try} would catch that. */
    private static final class SecondOutput extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SecondOutput() {
            super(null, null, false, false);
        }
    }
}
