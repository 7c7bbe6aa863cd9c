package io.csatrelay.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in a folder that may be read: those that nobody writes to any more. Remembers what it saw, for a file whose own time cannot be
 * relied on. Safe for use by several threads.
 */
final class DropFolder {
    /** How long a file has to be left alone. */
    static final Duration SETTLED = Duration.ofSeconds(2);
    /** A file without content is most likely about to get some. */
    static final Duration SETTLED_EMPTY = Duration.ofMinutes(1);

    /** What programs call files that they write to still. */
    private static final Pattern UNFINISHED = Pattern.compile("[.~].*|.*(~|\\.(tmp|part|partial|filepart|crdownload|download))", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final InstantSource clock;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, DropStamp> stuck = new HashMap<>();

    private record Seen(DropStamp stamp, Instant since) { }

    DropFolder(InstantSource clock) {
        this.clock = clock;
    }

    /** The next file that may be read, or null. @throws IOException when the folder cannot be read */
    synchronized Drop next(Path folder) throws IOException {
        for (Path file : names(folder)) {
            DropStamp stamp = candidate(file);
            if (stamp != null && isSettled(file, stamp)) {
                return new Drop(file, stamp);
            }
        }
        return null;
    }

    /** Whether any file lies there that was not read yet. @throws IOException when the folder cannot be read */
    synchronized boolean hasAny(Path folder) throws IOException {
        for (Path file : names(folder)) {
            if (candidate(file) != null) {
                return true;
            }
        }
        return false;
    }

    /** Leaves a file alone that could not be moved away, until somebody writes to it. */
    synchronized void leave(Drop drop) {
        stuck.put(drop.file(), drop.stamp());
    }

    private List<Path> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> names = all.filter(file -> !UNFINISHED.matcher(file.getFileName().toString()).matches()).sorted().toList();
            seen.keySet().retainAll(new HashSet<>(names));
            return names;
        }
    }

    /** What a file is like that may be read; null when it is none, or left alone. */
    private DropStamp candidate(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        DropStamp stamp = stamp(file);
        return stamp == null || stamp.equals(stuck.get(file)) ? null : stamp;
    }

    private static DropStamp stamp(Path file) throws IOException {
        try {
            return DropStamp.of(file);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /** By the file's own time, or, when that is no help, by what was seen of it. */
    private boolean isSettled(Path file, DropStamp stamp) {
        Instant now = clock.instant();
        Seen before = seen.get(file);
        if (before == null || !before.stamp().equals(stamp)) {
            before = new Seen(stamp, now);
            seen.put(file, before);
        }
        Duration alone = stamp.size() == 0 ? SETTLED_EMPTY : SETTLED;
        boolean past = !stamp.changedAt().isAfter(now) && !stamp.changedAt().plus(alone).isAfter(now);
        return past || !before.since().plus(alone).isAfter(now);
    }
}
