package io.csatrelay.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README.md and the pages of docs/, as the tests of documents read them. */
final class Documents {
    private static final Pattern FENCE = Pattern.compile("(?m)^( *)```(.*)\\n([\\s\\S]*?)^ *```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    private Documents() {
    }

    static List<Document> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(Document::of).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What people wrote: all but the page that is made from the settings' declarations. */
    static List<Document> written() {
        return all().stream().filter(document -> !document.file().endsWith("settings.md")).toList();
    }

    /**
     * A Markdown document.
     *
     * @param file where
     * @param text the whole of it
     */
    record Document(Path file, String text) {
        static Document of(Path file) {
            try {
                return new Document(file, Files.readString(file));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** What its headings are linked to by. */
        List<String> anchors() {
            return HEADING.matcher(prose()).results().map(heading -> slug(heading.group(1))).toList();
        }

        /** The text from a heading up to the next one. */
        String paragraph(String anchor) {
            List<MatchResult> headings = HEADING.matcher(text).results().toList();
            for (int i = 0; i < headings.size(); i++) {
                if (slug(headings.get(i).group(1)).equals(anchor)) {
                    return text.substring(headings.get(i).end(), i + 1 < headings.size() ? headings.get(i + 1).start() : text.length());
                }
            }
            throw new AssertionError(file + " has no paragraph " + anchor);
        }

        List<String> links() {
            return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
        }

        /** What stands between three backquotes, in order. */
        List<Block> blocks() {
            return FENCE.matcher(text).results()
                    .map(block -> new Block(this, line(block.start()), block.group(2).strip(), block.group(3).indent(-block.group(1).length())))
                    .toList();
        }

        /** Everything that is code: spans and blocks. */
        List<String> code() {
            List<String> code = new ArrayList<>(SPAN.matcher(prose()).results().map(span -> span.group(1).replaceAll("\\s+", " ")).toList());
            blocks().forEach(block -> code.addAll(block.text().replace("\\\n", " ").lines().toList()));
            return code;
        }

        private String prose() {
            return FENCE.matcher(text).replaceAll("");
        }

        private int line(int at) {
            return (int) text.substring(0, at).lines().count() + 1;
        }
    }

    /**
     * A block of code.
     *
     * @param document where it stands
     * @param line its first line, from 1
     * @param kind what stands behind the backquotes, such as {@code sh run}
     * @param text without them
     */
    record Block(Document document, int line, String kind, String text) {
        @Override
        public String toString() {
            return document.file() + ":" + line;
        }
    }

    /** As GitHub makes anchors of headings. */
    static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }
}
