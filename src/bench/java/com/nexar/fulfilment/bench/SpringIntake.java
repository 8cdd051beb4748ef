package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.sandbox.PlaygroundDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The peer {@code src/bench/peers/spring-boot}: pages of the same list into the same tables, a transaction and a {@code saveAll} for each. */
final class SpringIntake {

    private SpringIntake() {}

    /**
     * @param jar {@link Peers#springBootJar()}
     * @param into a database that is migrated
     */
    static StartedService start(IntakeGround ground, Path jar, String name, String apiKey, String into)
            throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.datasource.url", ground.database().jdbcUrl(into));
        settings.put("spring.datasource.username", PlaygroundDatabase.OWNER);
        settings.put("spring.datasource.password", PlaygroundDatabase.PASSWORD);
        settings.put("easyecom.url", ground.sandbox().url());
        settings.put("easyecom.api-key", apiKey);
        settings.put("easyecom.location-key", IntakeGround.locationKey(name));
        settings.put("peer.key-sha256", Ground.sha256(Facade.KEY));
        StartForm form = StartForm.of(
                "saveAll",
                jar.getParent(),
                List.of(StartForm.JAVA, StartForm.HEAP, StartForm.COLLECTOR),
                List.of("-jar", jar.toString()),
                Facade.BLR1 + "/orders?limit=1",
                settings,
                "server.port");
        StartedService service = StartedService.start(
                form, Report.OUT.resolve("intake-saveall.log").toAbsolutePath());
        service.firstAnswer();
        return service;
    }

    /** All of them; answered when the last is in. */
    static CompletableFuture<HttpResponse<String>> begin(HttpClient http, StartedService spring) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + spring.port() + "/intake"))
                .header("Authorization", "Bearer " + Facade.KEY)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
