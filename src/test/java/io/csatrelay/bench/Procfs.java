package io.csatrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What Linux says of a process. */
final class Procfs {
    /** Ticks a second: fixed for what Linux shows to programs. */
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int KERNEL = 12;

    private Procfs() {
    }

    /** The most memory that it had resident, MB. */
    static double peakMegabytes(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(one -> one.startsWith("VmHWM:")).findFirst().orElseThrow();
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
    }

    /** The processor time that it used, s. */
    static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(new int[] {USER, KERNEL}).mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
    }
}
