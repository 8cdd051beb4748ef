package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Connections of a process, as {@code /proc} says it. */
final class Sockets {

    private static final String ESTABLISHED = "01";

    private Sockets() {}

    /** To a port, whichever side opened them. */
    static int to(int port, long pid) throws IOException {
        Set<String> mine = inodes(pid);
        String end = String.format(":%04X", port);
        int count = 0;
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[2].endsWith(end) && fields[3].equals(ESTABLISHED) && mine.contains(fields[9])) {
                    count++;
                }
            }
        }
        return count;
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String target = target(file);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
