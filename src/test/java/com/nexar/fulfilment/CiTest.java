package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CI runs: without a browser it is red, without kubectl it says what is missing. Maven, apt-get and kubectl are played. */
class CiTest {

    @TempDir
    Path house;

    private Path tools;

    @BeforeEach
    void a_machine_without_a_browser() throws IOException {
        tools = Files.createDirectories(house.resolve("tools"));
        for (String tool : new String[] {"bash", "dirname", "cp", "chmod", "printenv"}) {
            Files.createSymbolicLink(tools.resolve(tool), where(tool));
        }
        Files.createDirectories(house.resolve(".ci"));
        Files.copy(Path.of(".ci/run"), house.resolve(".ci/run"));
        String ran = " > \"" + house.resolve("ran") + "\"";
        script(house.resolve("mvnw"), "{ echo \"$@\"; printenv BRANDS_NOT_RENDERED || :; }" + ran);
    }

    @Test
    void where_no_browser_can_be_installed_nothing_runs_and_CI_fails() throws Exception {
        script(tools.resolve("apt-get"), "[ \"$1\" = update ]");
        assertThat(run("true")).isNotZero();
        assertThat(house.resolve("ran")).doesNotExist();

        Files.delete(tools.resolve("apt-get"));
        assertThat(run("true")).isNotZero();
        assertThat(house.resolve("ran")).doesNotExist();
    }

    @Test
    void where_apt_get_is_content_without_bringing_one_CI_fails_as_well() throws Exception {
        script(tools.resolve("apt-get"), "exit 0");
        assertThat(run("true")).isNotZero();
        assertThat(house.resolve("ran")).doesNotExist();
    }

    @Test
    void with_a_browser_and_kubectl_everything_is_verified() throws Exception {
        browserAndKubectl("Kustomize Version: v5.5.0");
        assertThat(run("true")).isZero();
        assertThat(house.resolve("ran")).content().isEqualTo("-B -ntp verify\n");
        assertThat(house.resolve("said")).content().doesNotContain("NO BRAND IS RENDERED");
    }

    @Test
    void where_none_that_renders_can_be_installed_it_is_said_and_the_rest_runs() throws Exception {
        browserAndKubectl("Client Version: v1.20.5");
        assertThat(run("true")).isZero();
        assertThat(house.resolve("ran")).content().isEqualTo("-B -ntp verify\naccepted\n");
        assertThat(house.resolve("said")).content().contains("NO BRAND IS RENDERED");
    }

    @Test
    void elsewhere_nothing_is_installed() throws Exception {
        assertThat(run("")).isZero();
        assertThat(house.resolve("ran")).exists();
    }

    /** What apt-get brings, whatever it is asked for. */
    private void browserAndKubectl(String version) throws IOException {
        Path kubectl = house.resolve("kubectl");
        script(kubectl, "echo \"" + version + "\"");
        script(
                tools.resolve("apt-get"),
                "cp \"$0\" \"" + tools.resolve("chromium") + "\"\ncp \"" + kubectl + "\" \"" + tools + "\"");
    }

    private int run(String ci) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        where("bash").toString(), house.resolve(".ci/run").toString())
                .redirectErrorStream(true)
                .redirectOutput(house.resolve("said").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("CI", ci);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!" + where("bash") + "\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path where(String tool) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path path = Path.of(folder, tool);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        throw new AssertionError("No " + tool + " on the PATH");
    }
}
