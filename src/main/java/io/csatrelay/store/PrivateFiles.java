package io.csatrelay.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes the store's folder and files for their owner alone: customers' comments and e-mail addresses are in them. What is there already
 * keeps its permissions, so that a person can let a group read. SQLite gives its other files those of the database.
 */
public final class PrivateFiles {
    private PrivateFiles() {
    }

    /** Makes the folder, and those above it, unless it is there. */
    public static void folder(Path folder) throws IOException {
        // A link to a folder would be no folder to createDirectories with permissions.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions(folder, "rwx------"));
        }
    }

    /** Makes the file, empty, unless it is there. */
    static void file(Path file) throws IOException {
        try {
            Files.createFile(file, permissions(file, "rw-------"));
        } catch (FileAlreadyExistsException asItIs) {
            // Somebody's choice, or another process was quicker.
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String owner) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<Set<PosixFilePermission>> only = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner));
        return posix ? new FileAttribute<?>[] {only} : new FileAttribute<?>[0];
    }
}
