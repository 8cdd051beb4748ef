package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The peer {@code src/bench/peers/spring-intake}: pages of the same list, a transaction and a Spring Data {@code saveAll} for each. */
final class SpringIntake {

    private static final Path FOLDER = Path.of("src", "bench", "peers", "spring-intake", "target");
    private static final String JAR = "spring-intake.jar";
    private static final String TAKEN = "taken ";

    private SpringIntake() {}

    static boolean built() {
        return Files.exists(FOLDER.resolve(JAR));
    }

    /** @param lookUpFirst what is known is asked for once a page; else {@code saveAll} does so for each order */
    static StartedService start(
            IntakeGround ground, String name, String apiKey, String into, long orders, boolean lookUpFirst)
            throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.datasource.url", ground.database().jdbcUrl(into));
        settings.put("spring.datasource.username", PlaygroundDatabase.OWNER);
        settings.put("spring.datasource.password", PlaygroundDatabase.PASSWORD);
        settings.put("intake.easyecom", ground.sandbox().url());
        settings.put("intake.api-key", apiKey);
        settings.put("intake.location-key", IntakeGround.locationKey(name));
        settings.put("intake.orders", Long.toString(orders));
        settings.put("intake.look-up-first", Boolean.toString(lookUpFirst));
        StartForm form = StartForm.of(
                "saveAll",
                FOLDER,
                List.of(StartForm.JAVA, "-Xmx256m"),
                List.of("-jar", JAR),
                "/",
                settings,
                "server.port");
        return StartedService.start(form, log());
    }

    static Intake.Progress progress() {
        return () -> Files.readAllLines(log()).reversed().stream()
                .filter(line -> line.startsWith(TAKEN))
                .findFirst()
                .map(line -> Long.parseLong(line.substring(TAKEN.length())))
                .orElse(0L);
    }

    private static Path log() {
        return Report.OUT.toAbsolutePath().resolve("intake-saveall.log");
    }
}
