package com.nexar.fulfilment.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that once came to something new, and all that ever broke something: kept in the repository, and fed again by each run. */
final class Corpus {

    private static final Path FOLDER = Path.of("src/test/resources/fuzz");
    private static final int LARGEST = 4_000;
    static final long LARGEST_IN_ALL = 300_000;

    private Corpus() {}

    static List<byte[]> of(Target target) {
        Path folder = FOLDER.resolve(target.name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long size() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where there is room for it. */
    static void keep(Target target, byte[] input) {
        if (input.length <= LARGEST && (!Files.exists(FOLDER) || size() + input.length <= LARGEST_IN_ALL)) {
            write(FOLDER.resolve(target.name()).resolve(name(input)), input);
        }
    }

    /** For a person to look at. */
    static Path crash(Target target, byte[] input) {
        Path file = Path.of("target/fuzz").resolve(target.name()).resolve(name(input));
        write(file, input);
        return file;
    }

    /** Without the fields of a JSON object that it comes to the same without. */
    static byte[] smaller(Target target, byte[] input, String outcome) {
        JsonNode tree = Mutations.tree(input);
        if (!(tree instanceof ObjectNode object)) {
            return input;
        }
        byte[] smallest = input;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            ObjectNode without = ((ObjectNode) Mutations.tree(smallest)).without(name);
            byte[] tried = without.toString().getBytes(StandardCharsets.UTF_8);
            if (tried.length < smallest.length && outcome.equals(Feeding.outcome(target, tried))) {
                smallest = tried;
            }
        }
        return smallest;
    }

    private static void write(Path file, byte[] input) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(byte[] input) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
