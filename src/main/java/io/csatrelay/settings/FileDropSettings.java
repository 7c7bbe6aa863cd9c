package io.csatrelay.settings;

import java.nio.file.Path;

/** Files that are dropped in a folder. */
public final class FileDropSettings {
    /** The folder. */
    public static final Setting<Path> DIR = Setting.of("FILE_DROP_DIR", Formats.path(),
        "The folder in which files with ratings are dropped, CSV or JSON lines; read ones go to its `done/` or `failed/`. Unset: that source is off.");
    /** The character set. */
    public static final Setting<FileCharset> CHARSET = Setting.of("FILE_DROP_CHARSET", Formats.choice(FileCharset.class, FileCharset::word),
        "The files' character set: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `windows-1252`, or `auto`: seen from each file.").defaultsTo("auto");
    /** The separator. */
    public static final Setting<FileSeparator> SEPARATOR = Setting.of("FILE_DROP_SEPARATOR", Formats.choice(FileSeparator.class, FileSeparator::word),
        "What separates the columns of CSV files: `comma`, `semicolon`, `tab`, `pipe`, or `auto`: seen from each file's first line.").defaultsTo("auto");

    static final Area AREA = Area.of("Files", DIR, CHARSET, SEPARATOR).prefix("FILE_DROP_");

    private FileDropSettings() {
    }
}
