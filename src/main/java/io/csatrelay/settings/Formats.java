package io.csatrelay.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The formats that need no class of their own. */
final class Formats {
    private static final Pattern LINE = Pattern.compile("\\P{Cntrl}+");
    private static final Pattern EMAIL = Pattern.compile("[^\\s:@]+@[^\\s:@/]+");
    /** A header's name: RFC 9110, "token". */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** What stands in a URL's path as it is, and is no "." or "..". */
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._~-]*");
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,9}");

    private Formats() {
    }

    /** Any text on one line. */
    static Format<String> line() {
        return (text, workingDir) -> matching(text, LINE, "holds a control character", "write it on one line");
    }

    /** A part of a URL's path. */
    static Format<String> segment() {
        return (text, workingDir) -> matching(text, SEGMENT, "does not fit into a URL as it is", "write letters, digits, and between them . _ ~ -");
    }

    /** The name of an HTTP header. */
    static Format<String> header() {
        return cutAt(":", (text, workingDir) ->
            matching(text, HEADER, "is no name of an HTTP header", "write the name alone, in letters, digits and -"));
    }

    /** An e-mail address, as Zendesk's basic authentication takes it before {@code /token}. */
    static Format<String> email() {
        return cutAt(":", (text, workingDir) -> {
            if (text.endsWith("/token")) {
                throw new Refused("ends in /token", "leave that away, it is added where it is needed");
            }
            return matching(text, EMAIL, "is no e-mail address", "write it as name@company.com, without token");
        });
    }

    /** A whole number of something, both ends allowed. */
    static Format<Integer> integer(int least, int most) {
        return (text, workingDir) -> {
            int value = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : Integer.MIN_VALUE;
            if (value < least || value > most) {
                throw new Refused("is no whole number from " + least + " to " + most, "write one, in digits");
            }
            return value;
        };
    }

    /** A TCP port; 0 lets the system choose. */
    static Format<Integer> port() {
        return integer(0, 65_535);
    }

    /** A path, absolute in its normal form. */
    static Format<Path> path() {
        return (text, workingDir) -> {
            try {
                return workingDir.resolve(text).normalize();
            } catch (InvalidPathException e) {
                throw new Refused("is no path", "write the path of a file or folder");
            }
        };
    }

    /** One of a few words, written exactly so. */
    static <E extends Enum<E>> Format<E> choice(Class<E> values, Function<E, String> word) {
        List<E> all = Arrays.asList(values.getEnumConstants());
        String words = all.stream().map(word).collect(Collectors.joining(", "));
        return new Format<>() {
            @Override
            public E parse(String text, Path workingDir) throws Refused {
                return all.stream().filter(value -> word.apply(value).equals(text)).findFirst()
                    .orElseThrow(() -> new Refused("is none of the values it takes", "write one of " + words));
            }

            @Override
            public String text(E value) {
                return word.apply(value);
            }
        };
    }

    /** Hosts or domains for which no proxy is used, separated by commas. */
    static Format<List<String>> hosts() {
        return new Format<>() {
            @Override
            public List<String> parse(String text, Path workingDir) throws Refused {
                String[] parts = text.strip().split("\\s*,\\s*");
                if (parts.length == 0 || Arrays.stream(parts).anyMatch(part -> !part.matches("[A-Za-z0-9.*:_/\\[\\]-]+") || part.contains("//"))) {
                    throw new Refused("is no list of hosts", "write hosts and domains separated by commas, such as localhost,.company.com");
                }
                return Arrays.stream(parts).map(part -> part.toLowerCase(Locale.ROOT)).toList();
            }

            @Override
            public String text(List<String> value) {
                return String.join(",", value);
            }
        };
    }

    /** Hides what follows a sign: with {@code name: token}, as curl takes it, a secret was pasted where none belongs. */
    private static Format<String> cutAt(String sign, Format<String> format) {
        return new Format<>() {
            @Override
            public String parse(String text, Path workingDir) throws Refused {
                return format.parse(text, workingDir);
            }

            @Override
            public String shown(String text) {
                int at = text.indexOf(sign);
                return Shown.quoted(at < 0 ? text : text.substring(0, at + 1) + Shown.MASK);
            }
        };
    }

    private static String matching(String text, Pattern form, String reason, String advice) throws Refused {
        if (!form.matcher(text).matches()) {
            throw new Refused(reason, advice);
        }
        return text;
    }
}
