package io.csatrelay.settings;

import java.nio.file.Path;

/** Minutes that are whole five-minute buckets and divide a day, so that intervals begin at midnight UTC every day. */
record PartOfDay() implements Format<Integer> {
    private static final int BUCKET = 5;
    private static final int DAY = 1440;

    @Override
    public Integer parse(String text, Path workingDir) throws Refused {
        int minutes = Formats.integer(BUCKET, DAY).parse(text, workingDir);
        if (minutes % BUCKET != 0 || DAY % minutes != 0) {
            throw new Refused("is no multiple of 5 that divides 1440", "write one such as 5, 15, 30, 60 or 1440");
        }
        return minutes;
    }
}
