package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Metrics of requests have room for a hundred paths, and whoever has no key must not fill it with paths that they make up. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class RequestMetricsTest {

    @Inject
    MeterRegistry metrics;

    @Test
    void what_strangers_make_up_is_no_path() {
        String mark = "made-up-" + UUID.randomUUID();
        long before = count("UNKNOWN");

        given().get("/v1/brands/" + mark).then().statusCode(401);
        given().header("Authorization", "Bearer wrong")
                .get("/v1/brands/acme/locations/blr1/orders/" + mark)
                .then()
                .statusCode(401);
        given().request("BREW", "/v1/" + mark).then().statusCode(405);
        Eventually.become(true, () -> count("UNKNOWN") >= before + 3);

        assertThat(paths()).noneMatch(path -> path.contains(mark));
    }

    @Test
    void what_is_there_goes_by_its_template() {
        String template = "/v1/brands/{brand}/locations/{location}/orders";
        long before = count(template);

        Wms.blr1().get("/orders?limit=1").statusCode(200);

        Eventually.become(true, () -> count(template) > before);
    }

    private long count(String path) {
        return metrics.find("http.server.requests").tag("uri", path).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private Set<String> paths() {
        return metrics.find("http.server.requests").timers().stream()
                .map(timer -> timer.getId().getTag("uri"))
                .collect(Collectors.toSet());
    }
}
