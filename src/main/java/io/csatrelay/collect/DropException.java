package io.csatrelay.collect;

import java.io.IOException;

/** A dropped file cannot be read. Its message says why, for the report beside the file, without a word of the file. */
public final class DropException extends IOException {
    private static final long serialVersionUID = 1L;

    DropException(String why) {
        super(why);
    }
}
