package io.csatrelay.collect;

import io.csatrelay.settings.FileCharset;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Dropped files in which somebody's id stands, or in whose name. Whoever erases has to look at them: they are their owner's, and we change none. */
public final class DropCopies {
    /** An id of so many characters is no score and no count, wherever it stands; a shorter one has to stand alone. */
    private static final int TELLING = 5;

    private DropCopies() {
    }

    /**
     * Those in the folder that are to be read still, and those in {@code done} and {@code failed} with the reports beside them, in the order
     * of their names. Reads them all, in constant memory.
     *
     * @param folder where files are dropped
     * @param charset which character set they have
     * @param ids in any case of letters
     * @throws IOException when one cannot be read
     */
    public static List<Path> with(Collection<String> ids, Path folder, FileCharset charset) throws IOException {
        Pattern mention = Pattern.compile(ids.stream().map(DropCopies::pattern).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        List<Path> found = new ArrayList<>();
        for (Path file : files(folder)) {
            if (mention.matcher(file.getFileName().toString()).find() || hasMention(file, mention, charset)) {
                found.add(file);
            }
        }
        return found;
    }

    private static String pattern(String id) {
        return id.length() < TELLING ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(id) + "(?![\\p{L}\\p{N}])" : Pattern.quote(id);
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path place : List.of(folder, folder.resolve(Drops.DONE), folder.resolve(Drops.FAILED))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> inside = Files.list(place)) {
                    inside.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().forEach(all::add);
                }
            }
        }
        return all;
    }

    private static boolean hasMention(Path file, Pattern mention, FileCharset charset) throws IOException {
        try (Reader text = DropText.of(file, charset).open(file)) {
            Lines lines = new Lines(text);
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (mention.matcher(line).find()) {
                    return true;
                }
            }
            return false;
        }
    }
}
