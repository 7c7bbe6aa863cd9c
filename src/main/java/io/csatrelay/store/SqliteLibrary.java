package io.csatrelay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * Keeps SQLite's native library beside the store. By itself the driver unpacks it into the system's temporary folder at each start:
 * that folder may be read-only or without leave to execute in a container, and a process that is killed leaves the copy there.
 */
final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String TEMPORARY = "org.sqlite.tmpdir";
    private static final String NAME = "org.sqlite.lib.name";

    private SqliteLibrary() {
    }

    /**
     * Tells the driver where the library is, once in a process, unless that folder is gone since. When it cannot be kept there the driver
     * does as by itself.
     *
     * @param folder the store's
     * @param make whether it may be unpacked there, or only used if it is there
     */
    static synchronized void keep(Path folder, boolean make) {
        boolean gone = System.getProperty(PATH) != null && !Files.exists(Path.of(System.getProperty(PATH)));
        if (!gone && (System.getProperty(PATH) != null || System.getProperty(TEMPORARY) != null)) {
            return;
        }
        String bundled = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        Path library = folder.toAbsolutePath().resolve("native").resolve(SQLiteJDBCLoader.getVersion())
                .resolve(OSInfo.getNativeLibFolderPathForCurrentOS()).resolve(LibraryLoaderUtil.getNativeLibName());
        try (InputStream resource = SQLiteJDBCLoader.class.getResourceAsStream(bundled)) {
            if (resource != null && (Files.exists(library) || make)) {
                unpack(resource, library);
                System.setProperty(PATH, library.getParent().toString());
                // There it also looks for what killed processes left.
                System.setProperty(TEMPORARY, library.getParent().toString());
                System.setProperty(NAME, library.getFileName().toString());
            }
        } catch (IOException notHere) {
            // The driver's own way is left.
        }
    }

    private static void unpack(InputStream resource, Path library) throws IOException {
        if (Files.exists(library)) {
            return;
        }
        Files.createDirectories(library.getParent());
        Path whole = Files.createTempFile(library.getParent(), "unpacking", null);
        try {
            Files.copy(resource, whole, StandardCopyOption.REPLACE_EXISTING);
            // Never half of a library under its name, whoever unpacks at the same time.
            Files.move(whole, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
