package com.nexar.fulfilment;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's walk-through, exactly as it is printed, against the state that dev mode begins with. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WalkThroughTest {

    @Inject
    SyncNow sync;

    @TestHTTPResource("/")
    URL api;

    @TempDir
    Path folder;

    @Test
    void the_walk_through_of_the_README_brings_a_shipment_to_delivered() throws IOException, InterruptedException {
        sync.orders("acme/blr1");

        WalkThrough.bringsAShipmentToDelivered(api.toString().replaceAll("/$", ""), Ground.ACME_KEY, folder);
    }
}
