package io.csatrelay.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key that identities are hashed with when they are purged or erased. It is not in the store: whoever gets a copy of that cannot find
 * out whose records they were. Safe for use by several threads.
 */
public final class PrivacyKey {
    /** The file's name, in DATA_DIR. */
    public static final String FILE = "privacy.key";
    private static final int BYTES = 32;

    private final Path file;
    private volatile byte[] key;

    private PrivacyKey(Path file, byte[] key) {
        this.file = file;
        this.key = key;
    }

    /** A key that a person chose. */
    public static PrivacyKey given(String text) {
        return new PrivacyKey(null, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The key in {@link #FILE} of a folder, made when something is forgotten for the first time. */
    public static PrivacyKey in(Path folder) {
        return new PrivacyKey(folder.resolve(FILE), null);
    }

    /** None: for a store of which nothing was purged or erased. */
    public static PrivacyKey none() {
        return new PrivacyKey(null, null);
    }

    /** Hashes with the key; empty while there is none. @throws StoreException when its file cannot be read */
    Optional<KeyedHash> find() {
        if (key == null && file != null) {
            try {
                key = Files.readAllBytes(file);
            } catch (NoSuchFileException notYet) {
                return Optional.empty();
            } catch (IOException failed) {
                throw new StoreException("reading the key " + file + ": " + failed + ": may it be read by this user?", failed);
            }
        }
        return Optional.ofNullable(key).map(KeyedHash::new);
    }

    /** The same, with a new key when there is none. To be called in a writing transaction: only one process is in one at a time. */
    KeyedHash make() {
        return find().orElseGet(() -> {
            if (file == null) {
                throw new IllegalStateException("forgetting records: there is no key");
            }
            try {
                write();
            } catch (IOException failed) {
                throw new StoreException("making the key " + file + ": " + failed + ": can the folder be written?", failed);
            }
            return find().orElseThrow();
        });
    }

    /** It appears under its name only when it is whole. */
    private void write() throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path part = file.resolveSibling(FILE + ".part");
        Files.deleteIfExists(part);
        PrivateFiles.folder(file.getParent());
        PrivateFiles.file(part);
        Files.writeString(part, Base64.getEncoder().encodeToString(random));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
