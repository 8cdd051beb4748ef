package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** What processes have used of all cores, user and system, in seconds, as {@code /proc} says it (in steps of 10 ms). */
final class ProcessCpu {

    /** USER_HZ, which is 100 on every Linux that we run on. */
    private static final double TICKS_PER_SECOND = 100;

    private ProcessCpu() {}

    static double seconds(long pid) {
        return ticks(pid, false) / TICKS_PER_SECOND;
    }

    /** With everything that it has started, also what has ended by now: all of PostgreSQL by its postmaster. */
    static double treeSeconds(long pid) {
        LongStream descendants = ProcessHandle.of(pid)
                .map(process -> process.descendants().mapToLong(ProcessHandle::pid))
                .orElseGet(LongStream::empty);
        return LongStream.concat(LongStream.of(pid), descendants)
                        .map(one -> ticks(one, true))
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static long ticks(long pid, boolean withEndedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return withEndedChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (NoSuchFileException ended) {
            // its parent counts it from here on
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
