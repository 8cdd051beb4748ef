package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged makes a key without settings and database, and at once. */
@Tag("packaged")
class KeysCommandIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void a_key_is_made_and_the_setting_that_makes_it_known() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(Artefact.command("64m", Map.of()));
        command.addAll(List.of("keys", "new", "nexar-wms", "--expires", "2099-12-31"));
        ProcessBuilder start = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        start.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("FULFILMENT_"));
        Process process = start.start();
        boolean ended = process.waitFor(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();

        String said = Files.readString(output);
        assertThat(ended).as("within " + AT_ONCE + ": " + said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said)
                .containsPattern("(?m)^ffk_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$")
                .containsPattern(
                        "(?m)^fulfilment\\.clients\\.nexar-wms\\.key-sha256=ffk_\\w{12}:[0-9a-f]{64}@2099-12-31$");
    }
}
