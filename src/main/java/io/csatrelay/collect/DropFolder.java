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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in a folder that may be read: those that nobody writes to any more. Remembers what it saw, for a file whose own time cannot be
 * relied on. Safe for use by several threads.
 */
final class DropFolder {
    /** How long a file has to be left alone. */
    static final Duration SETTLED = Duration.ofSeconds(5);
    /** A file without content is most likely about to get some. */
    static final Duration SETTLED_EMPTY = Duration.ofMinutes(1);

    /** How long a file that was moved is looked at again: its writer may only have stalled, and goes on wherever it lies. */
    static final Duration WATCHED = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    /** What programs call files that they write to still. */
    private static final Pattern UNFINISHED = Pattern.compile("[.~].*|.*(~|\\.(tmp|part|partial|filepart|crdownload|download))", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final InstantSource clock;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, DropStamp> stuck = new HashMap<>();

    private final Map<Path, Moved> moved = new HashMap<>();

    private record Seen(DropStamp stamp, Instant since) { }

    /** From where, and what it was like when it was read: no more, for many files may be moved in that time. */
    private record Moved(Path file, DropStamp stamp, Instant at) { }

    DropFolder(InstantSource clock) {
        this.clock = clock;
    }

    /** The next file that may be read, or null. @throws IOException when the folder cannot be read */
    synchronized Drop next(Path folder) throws IOException {
        lookBack();
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
        lookBack();
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

    /** Notes where a file was moved to when it was read. */
    synchronized void moved(Drop drop, Path to) {
        moved.put(to, new Moved(drop.file(), drop.stamp(), clock.instant()));
    }

    /** Puts back what was written to after it was moved: it is read again when its writer is done. */
    private void lookBack() {
        for (Map.Entry<Path, Moved> one : List.copyOf(moved.entrySet())) {
            try {
                if (!DropStamp.of(one.getKey()).equals(one.getValue().stamp())) {
                    moved.remove(one.getKey());
                    putBack(one.getKey(), one.getValue().file());
                } else if (one.getValue().at().plus(WATCHED).isBefore(clock.instant())) {
                    moved.remove(one.getKey());
                }
            } catch (IOException gone) {
                moved.remove(one.getKey());
            }
        }
    }

    private static void putBack(Path from, Path file) throws IOException {
        Files.move(from, free(file.getParent(), file));
        Files.deleteIfExists(DropReport.beside(from));
        LOG.warn("a dropped file was written to after it had been read and moved to {}/: it was put back, and is read again. Upload under another "
                + "name, such as .part, and rename", from.getParent().getFileName());
    }

    /** Where a file may be moved to in a folder: its name there, or that after a number. */
    static Path free(Path folder, Path file) {
        Path target = folder.resolve(file.getFileName());
        for (int n = 2; Files.exists(target); n++) {
            target = folder.resolve(n + "-" + file.getFileName());
        }
        return target;
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
