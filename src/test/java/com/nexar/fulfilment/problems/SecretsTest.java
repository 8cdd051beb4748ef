package com.nexar.fulfilment.problems;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opens doors, EasyEcom's or ours, stays out of logs, problems and the connection's state, at every log level. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class SecretsTest {

    private static final List<String> SECRETS = List.of(
            "dusk-api-key-5c1f",
            "demo-password",
            "eyJ", // every JWT begins so
            Ground.DUSK_KEY,
            Ground.ACME_KEY,
            "stranger-key");

    private static final Logger OURS = Logger.getLogger("com.nexar.fulfilment");

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme().account("dusk-api-key-5c1f");
    private final Wms wms = Wms.at(Ground.DUSK_KEY, "dusk/ok1");
    private final Wms lockedOut = Wms.at(Ground.DUSK_KEY, "dusk/no1");
    private final Level usual = OURS.getLevel();

    @BeforeEach
    void log_everything() {
        OURS.setLevel(Level.ALL);
    }

    @AfterEach
    void log_as_usual() {
        OURS.setLevel(usual);
    }

    @Test
    void neither_a_login_refused_nor_a_token_refused_shows_a_secret_anywhere() {
        List<String> bodies = new ArrayList<>();
        try (CapturedLog log = new CapturedLog()) {
            long id = easyecom.order("nx5000000001");
            sync.orders("dusk/ok1");
            wms.assign(id, "DSK" + id).statusCode(200);
            easyecom.revokeTokens();
            bodies.add(wms.waiting(3).confirm(id).statusCode(202).extract().asString());
            bodies.add(wms.get("/connection").statusCode(200).extract().asString());
            sync.orders("dusk/no1");
            bodies.add(lockedOut.get("/connection").statusCode(200).extract().asString());
            bodies.add(given().header("Authorization", "Bearer stranger-key")
                    .get("/v1/brands")
                    .then()
                    .statusCode(401)
                    .extract()
                    .asString());
            bodies.add(wms.put("/shipments/" + id + "/assignment", Map.of("courier", "x"))
                    .statusCode(400)
                    .extract()
                    .asString());

            assertThat(bodies.getFirst()).contains("one login per location");
            assertThat(bodies.get(2)).contains("EasyEcom refused the login");
            assertThat(log.lines()).anyMatch(line -> line.contains("dusk/ok1 assign " + id + " ok"));
            assertThat(log.lines()).anyMatch(line -> line.contains("EasyEcom refused the login"));
            for (String secret : SECRETS) {
                assertThat(log.lines()).noneMatch(line -> line.contains(secret));
                assertThat(bodies).noneMatch(body -> body.contains(secret));
            }
        }
    }
}
