package io.csatrelay.collect;

import io.csatrelay.settings.FileCharset;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a first reading of a dropped file shows, in constant memory: a hash of its content, and its character set.
 *
 * @param content a hash of all its bytes
 * @param size bytes
 * @param charset as it is set, or as it was seen
 */
record DropText(String content, long size, Charset charset) {
    /** In place of bytes that are no character: no text has this one, so that the row that has it is known to be spoilt. */
    static final char NO_CHARACTER = '\ufdd0';
    /** What is wrong where it stands. */
    static final String IS_NONE = "bytes that are no characters of the file's character set: check FILE_DROP_CHARSET, and what writes the file";

    private static final int BUFFER = 1 << 16;

    /** Reads the file once. @param asked which character set it is said to have */
    static DropText of(Path file, FileCharset asked) throws IOException {
        MessageDigest hash = sha256();
        Looks looks = new Looks();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.readNBytes(buffer, 0, BUFFER); n > 0; n = in.readNBytes(buffer, 0, BUFFER)) {
                hash.update(buffer, 0, n);
                looks.at(buffer, n, size == 0);
                size += n;
            }
        }
        Charset charset = asked == FileCharset.AUTO ? looks.charset() : Charset.forName(asked.word());
        return new DropText(HexFormat.of().formatHex(hash.digest()), size, charset);
    }

    /** Its text, without a byte order mark; {@link #NO_CHARACTER} stands for bytes that are none. */
    Reader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(4);
        byte[] start = in.readNBytes(3);
        in.reset();
        in.skipNBytes(mark(start, charset));
        return new InputStreamReader(in, charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(NO_CHARACTER)));
    }

    private static int mark(byte[] start, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return starts(start, 0xef, 0xbb, 0xbf) ? 3 : 0;
        }
        return charset.equals(StandardCharsets.UTF_16LE) && starts(start, 0xff, 0xfe) || charset.equals(StandardCharsets.UTF_16BE) && starts(start, 0xfe, 0xff) ? 2 : 0;
    }

    private static boolean starts(byte[] bytes, int... mark) {
        boolean same = bytes.length >= mark.length;
        for (int i = 0; same && i < mark.length; i++) {
            same = (bytes[i] & 0xff) == mark[i];
        }
        return same;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Tells a character set by its byte order mark, by zeros in every second byte, or by whether most that is not ASCII is valid UTF-8. */
    private static final class Looks {
        private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        private final CharBuffer decoded = CharBuffer.allocate(BUFFER + 4);
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private long valid;
        private long broken;
        private Charset seen;

        void at(byte[] bytes, int length, boolean first) {
            if (first) {
                seen = byMark(bytes, length);
            }
            if (seen == null) {
                ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length).put(rest).put(bytes, 0, length).flip();
                decoded.clear();
                for (CoderResult result = utf8.decode(all, decoded, false); result.isError(); result = utf8.decode(all, decoded, false)) {
                    broken++;
                    all.position(all.position() + result.length());
                }
                valid += decoded.flip().chars().filter(c -> c > 0x7f).count();
                rest = all;
            }
        }

        private static Charset byMark(byte[] bytes, int length) {
            if (length >= 2 && starts(bytes, 0xff, 0xfe)) {
                return StandardCharsets.UTF_16LE;
            }
            if (length >= 2 && starts(bytes, 0xfe, 0xff)) {
                return StandardCharsets.UTF_16BE;
            }
            int[] zeros = new int[2];
            for (int i = 0; i < length; i++) {
                zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
            }
            // Latin text in UTF-16: nearly all of one half are zeros, and next to none of the other.
            boolean half = length > 1 && Math.max(zeros[0], zeros[1]) > length / 4 && Math.min(zeros[0], zeros[1]) < length / 64 + 1;
            return !half ? null : zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }

        Charset charset() {
            // One byte a character: what is valid UTF-8 there is so by chance. A file that was cut, or has a bad byte, stays UTF-8.
            long wrong = broken + (rest.hasRemaining() ? 1 : 0);
            return seen != null ? seen : wrong == 0 || valid > wrong ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
        }
    }
}
