package io.csatrelay.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small text file, whole: a mounted secret, a setting's value, the properties file. Its content is never in an error. */
final class ValueFile {
    private static final int LARGEST_BYTES = 1 << 20;

    private ValueFile() {
    }

    /** The only value in a file: its content without the line ends after it. */
    static String read(Path file) throws Refused {
        String value = text(file).replaceFirst("[\r\n]+\\z", "");
        if (value.isEmpty()) {
            throw new Refused("names an empty file", "write the value into it, or unset it");
        }
        return value;
    }

    /** The content, at most 1 MiB of UTF-8. */
    static String text(Path file) throws Refused {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new Refused("names a file of more than 1 MiB", "check the path");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Refused("names a file that is not UTF-8 text", "check the path and the file's encoding");
        } catch (IOException e) {
            throw new Refused("names a file that cannot be read (" + reason(file, e) + ")", "check the path and its permissions");
        }
    }

    private static String reason(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        // Its message may repeat the path, which may be a secret that was set in the wrong place.
        return Files.isDirectory(file) ? "it is a folder" : e.getClass().getSimpleName();
    }
}
