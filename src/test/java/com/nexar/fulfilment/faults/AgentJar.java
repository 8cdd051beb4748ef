package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.agent.FaultAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;

/** The agent as a jar, made of the test tree's classes; Byte Buddy stays where it is, named by the manifest. */
final class AgentJar {

    private static final Path MADE = make();

    private AgentJar() {}

    static Path path() {
        return MADE;
    }

    private static Path make() {
        try {
            Path jar = Path.of(
                            "target",
                            "faults",
                            "agent-" + ProcessHandle.current().pid() + ".jar")
                    .toAbsolutePath();
            Files.createDirectories(jar.getParent());
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream content = new JarOutputStream(out, manifest())) {
                String folder = FaultAgent.class.getPackageName().replace('.', '/');
                for (Path file : classes(home(FaultAgent.class).resolve(folder))) {
                    content.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
                    Files.copy(file, content);
                    content.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", FaultAgent.class.getName());
        main.put(Attributes.Name.CLASS_PATH, home(ByteBuddy.class).toUri().toString());
        return manifest;
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
