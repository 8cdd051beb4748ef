package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw} where no Maven is at hand, as in the builder's image: what it fetches is what was meant, packed either way. */
class MavenWrapperTest {

    private static final String NAME = "apache-maven-9.9.9";

    @TempDir
    Path folder;

    private HttpServer archive;
    private Path zip;
    private Path tar;

    @BeforeEach
    void an_archive() throws Exception {
        Path bin = Files.createDirectories(folder.resolve(NAME + "/bin"));
        Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho this is the Maven that was meant\n");
        assertThat(bin.resolve("mvn").toFile().setExecutable(true)).isTrue();
        zip = folder.resolve(NAME + "-bin.zip");
        tar = folder.resolve(NAME + "-bin.tar.gz");
        run(folder, List.of("tar", "czf", tar.toString(), NAME));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(NAME + "/bin/mvn"));
            out.write(Files.readAllBytes(bin.resolve("mvn")));
        }
        archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        archive.createContext("/", exchange -> {
            byte[] file = Files.readAllBytes(
                    folder.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        archive.start();
    }

    @AfterEach
    void leave() {
        archive.stop(0);
    }

    @Test
    void without_unzip_the_other_file_is_taken_and_held_against_its_own_sum() throws Exception {
        assertThat(mvnw(sum(zip), sum(tar), false)).isEqualTo("this is the Maven that was meant\n");
    }

    @Test
    void another_file_than_was_meant_is_not_run() throws Exception {
        String another = sum(folder.resolve(NAME + "/bin/mvn"));
        assertThat(mvnw(sum(zip), another, false))
                .contains("Failed to validate")
                .doesNotContain("was meant");
        if (Files.exists(Path.of("/usr/bin/unzip"))) {
            assertThat(mvnw(another, sum(tar), true))
                    .contains("Failed to validate")
                    .doesNotContain("was meant");
        }
    }

    @Test
    void both_files_have_a_sum() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .filteredOn(line -> line.matches("distribution(Tar)?Sha256Sum=[0-9a-f]{64}"))
                .hasSize(2);
    }

    private String mvnw(String zipSum, String tarSum, boolean unzip) throws Exception {
        Path house = Files.createTempDirectory(folder, "house");
        Files.copy(Path.of("mvnw"), house.resolve("mvnw"));
        Files.createDirectories(house.resolve(".mvn/wrapper"));
        Files.writeString(house.resolve(".mvn/wrapper/maven-wrapper.properties"), """
                        distributionUrl=http://127.0.0.1:%d/%s-bin.zip
                        distributionSha256Sum=%s
                        distributionTarSha256Sum=%s
                        """.formatted(
                        archive.getAddress().getPort(), NAME, zipSum, tarSum));
        Path tools = Files.createDirectories(house.resolve("tools"));
        for (String tool : List.of(
                "sh",
                "uname",
                "dirname",
                "basename",
                "sed",
                "tr",
                "mktemp",
                "mkdir",
                "mv",
                "rm",
                "tar",
                "gzip",
                "sha256sum",
                "curl",
                "cat")) {
            link(tools, tool);
        }
        if (unzip) {
            link(tools, "unzip");
        }
        ProcessBuilder builder = new ProcessBuilder(tools.resolve("sh").toString(), "mvnw", "-v");
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", house.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return finished(builder.directory(house.toFile()));
    }

    private static void link(Path tools, String tool) throws IOException {
        for (String at : List.of("/usr/bin", "/bin")) {
            Path there = Path.of(at, tool);
            if (Files.isExecutable(there)) {
                Files.createSymbolicLink(tools.resolve(tool), there);
                return;
            }
        }
        // curl has a substitute: the script downloads by Java
        assertThat(tool).isEqualTo("curl");
    }

    private static void run(Path at, List<String> command) throws IOException, InterruptedException {
        finished(new ProcessBuilder(command).directory(at.toFile()));
    }

    private static String finished(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
