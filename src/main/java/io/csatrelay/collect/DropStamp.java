package io.csatrelay.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** What tells whether a file was written to: its size, bytes, and when it was last changed. */
record DropStamp(long size, Instant changedAt) {
    static DropStamp of(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new DropStamp(now.size(), now.lastModifiedTime().toInstant());
    }
}
