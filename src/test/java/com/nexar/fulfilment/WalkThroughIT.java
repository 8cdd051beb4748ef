package com.nexar.fulfilment;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is packaged, jar or native executable, as a new user tries it. */
@Tag("packaged")
@QuarkusIntegrationTest
@QuarkusTestResource(value = PackagedGround.class, restrictToAnnotatedClass = true)
class WalkThroughIT {

    @TempDir
    Path folder;

    @AfterAll
    static void nothing_of_it_is_in_the_log() throws IOException {
        PackagedGround.mustHaveKeptItsSecrets();
    }

    @Test
    void the_walk_through_of_the_README_brings_a_shipment_to_delivered() throws IOException, InterruptedException {
        Eventually.become(200, () -> Wms.blr1().shipment(90210001).extract().statusCode());

        WalkThrough.bringsAShipmentToDelivered(RestAssured.baseURI + ":" + RestAssured.port, Ground.ACME_KEY, folder);
    }
}
