package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds in memory, in MB of 1024 × 1024. */
final class ProcessMemory {

    private ProcessMemory() {}

    static double resident(long pid) {
        return megabytes(pid, "VmRSS:");
    }

    /** The most that it ever held, or since {@link #forgetPeak}. */
    static double peak(long pid) {
        return megabytes(pid, "VmHWM:");
    }

    static void forgetPeak(long pid) {
        try {
            Files.writeString(proc(pid, "clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double megabytes(long pid, String name) {
        try {
            return Files.readAllLines(proc(pid, "status")).stream()
                            .filter(line -> line.startsWith(name))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
