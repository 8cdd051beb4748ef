package com.nexar.fulfilment.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfCopy;

/** What putting 200 parcels together costs, seen in a JVM of its own: less memory than the bundle is large, and no graphics. */
class LeanBindingTest {

    private static final Pattern INITIALIZED = Pattern.compile("Initializing '([^']+)'");

    @TempDir
    Path folder;

    @Test
    void a_bundle_larger_than_the_heap_is_made_and_no_graphics_with_native_code_are_started() throws Exception {
        Path log = folder.resolve("classes.log");
        Path bundle = folder.resolve("bundle.pdf");
        String said = run(
                "-Xmx32m",
                "-Xlog:class+init=info:file=" + log,
                "-cp",
                classPath(),
                TwoHundredParcels.class.getName(),
                bundle.toString());

        assertThat(said).contains("pages=400");
        assertThat(Files.size(bundle)).isGreaterThan(32L << 20);
        assertThat(said).doesNotContain("OutOfMemory");
        List<String> started = initialized(log);
        assertThat(started).contains("org.openpdf.text.pdf.PdfCopy").hasSizeGreaterThan(100);
        assertThat(started.stream().filter(LeanBindingTest::graphics).filter(LeanBindingTest::hasNativeCode))
                .isEmpty();
        assertThat(started).noneMatch(name -> name.startsWith("sun.") && graphics(name));
    }

    private static boolean graphics(String name) {
        return name.matches("(java\\.awt|javax\\.imageio|javax\\.swing|sun\\.awt|sun\\.java2d|sun\\.font)\\..*");
    }

    private static boolean hasNativeCode(String name) {
        try {
            return Arrays.stream(Class.forName(name, false, null).getDeclaredMethods())
                    .anyMatch(method -> Modifier.isNative(method.getModifiers()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> initialized(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(INITIALIZED::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(found -> found.group(1).replace('/', '.'))
                    .distinct()
                    .toList();
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Stream.of(arguments))
                .toList();
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String said = Files.readString(output);
        assertThat(code).as(said).isZero();
        return said;
    }

    /** The facade's own classes and the library, and nothing else that could bring what is missing. */
    private static String classPath() {
        return Stream.of(Binding.class, TwoHundredParcels.class, PdfCopy.class)
                .map(LeanBindingTest::home)
                .distinct()
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
