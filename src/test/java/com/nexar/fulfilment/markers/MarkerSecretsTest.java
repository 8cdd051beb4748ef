package com.nexar.fulfilment.markers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** That {@link MarkerWatch} sees what it is there to see, and what else we tell: metrics, problems, the connection's state. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class MarkerSecretsTest {

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme().account("mill-api-key");
    private final Wms wms = Wms.at(Ground.MILL_KEY, "mill/ml1");

    @Test
    void a_marker_in_the_log_fails_the_test_that_it_came_from() {
        MarkerWatch watch = new MarkerWatch(MarkerWatch.PLANTED::equals);
        watch.beforeAll(null);
        for (String marker : List.of(
                "demo-password",
                "mill-api-key",
                Ground.MILL_KEY,
                Ground.MILL_TOKEN,
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.x",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "Flat 7, Demo Tower",
                "Asha Demo",
                "9000012345",
                "buyer@example.com")) {
            Logger.getLogger(MarkerWatch.PLANTED).info("planted " + marker);
            assertThatThrownBy(() -> watch.afterEach(null)).hasMessageContaining(marker);
            Logger.getLogger(MarkerWatch.PLANTED)
                    .log(java.util.logging.Level.WARNING, "planted", new IllegalStateException("why " + marker));
            assertThatThrownBy(() -> watch.afterAll(null)).hasMessageContaining(marker);
        }
        watch.afterEach(null);
        watch.leave();
    }

    @Test
    void the_watch_listens_to_every_test_of_the_suite() {
        assertThat(Logger.getLogger("").getHandlers())
                .anyMatch(handler -> handler.getClass().getName().startsWith(MarkerWatch.class.getName()));
    }

    @Test
    void a_problem_that_shows_a_marker_fails_whoever_asked() throws Exception {
        HttpServer talker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        talker.createContext("/", exchange -> {
            byte[] body = "{\"detail\":\"no token for demo-password\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        talker.start();
        try {
            assertThatThrownBy(() -> RestAssured.given()
                            .filter(new AgainstDocument())
                            .get("http://localhost:" + talker.getAddress().getPort() + "/v1/nowhere"))
                    .hasMessageContaining("shows [demo-password]");
        } finally {
            talker.stop(0);
        }
    }

    @Test
    void the_metrics_of_all_that_was_done_until_here_show_none() {
        long id = easyecom.order("nx8300000001");
        sync.orders("mill/ml1");
        wms.assign(id, "MRK" + id).statusCode(200);
        wms.confirm(id).statusCode(200);

        String told = RestAssured.given()
                .get(metrics)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(told).contains("fulfilment_").contains("mill");
        Markers.mustNotBeIn("A metric", told);
    }
}
