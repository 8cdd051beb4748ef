package com.nexar.fulfilment.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** With -Daot: the cache is made as the JVM image's build makes it, and the JVM takes it. */
@EnabledIfSystemProperty(named = "aot", matches = ".*", disabledReason = "Without -Daot no cache is made")
class AotTrainingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Artefact artefact = Artefact.built();

    @TempDir
    Path folder;

    @Test
    void the_jar_is_trained_and_starts_from_its_cache() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> manifest = artefact.command("", java);
        List<String> flags = manifest.subList(1, manifest.indexOf("-jar")).stream()
                .filter(each -> !each.startsWith("-XX:AOTCache="))
                .toList();
        AotTraining.train(artefact.path(), flags);

        try (PlaygroundDatabase database = PlaygroundDatabase.start()) {
            List<String> command = new ArrayList<>(List.of(
                    "sh", "-c", "cd \"$0\" && exec \"$@\"", artefact.path().toString()));
            command.addAll(artefact.command("", java));
            // it would go on without a cache that does not fit
            command.add(5, "-XX:AOTMode=on");
            assertThat(command).contains("-XX:AOTCache=" + AotTraining.CACHE);
            try (FacadeProcess facade = FacadeProcess.start(
                    command,
                    AotTraining.settings("http://localhost:1", database.jdbcUrl()),
                    folder.resolve("facade.log"))) {
                facade.awaitReady(PATIENCE);
                assertThat(facade.said()).doesNotContainIgnoringCase("AOT cache");
            }
        }
    }
}
