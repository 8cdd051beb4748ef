package com.nexar.fulfilment.markers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.PackagedGround;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** That {@link MarkerWatch} sees what it is there to see, and what else we tell: metrics, problems, the connection's state. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class MarkerSecretsTest {

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
    void every_key_token_and_password_of_the_grounds_is_a_marker() {
        assertThat(Markers.SECRETS)
                .contains(
                        Ground.ACME_KEY,
                        Ground.WALL_1_OPERATOR_KEY,
                        Ground.MADE_KEY,
                        Ground.ENDED_KEY,
                        Ground.SHARE_KEY,
                        Ground.HOOK_TOKEN,
                        PackagedGround.HOOK_TOKEN,
                        "wall-api-key",
                        "wrong-password")
                .containsAll(Ground.SLOW_KEYS)
                .hasSizeGreaterThan(45)
                .allMatch(secret -> secret.length() > 10);
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
    void metrics_are_read_at_the_end_of_every_class_that_has_the_facade() {
        long id = easyecom.order("nx8300000001");
        sync.orders("mill/ml1");
        wms.assign(id, "MRK" + id).statusCode(200);
        wms.confirm(id).statusCode(200);

        String told = MetricsWatch.told();

        assertThat(told).contains("fulfilment").contains("mill");
        assertThatThrownBy(() -> Markers.mustNotBeIn("A metric", told + "x{client=\"" + Ground.MILL_KEY + "\"} 1"))
                .hasMessageContaining("A metric shows [" + Ground.MILL_KEY + "]");
        assertThat(ServiceLoader.load(QuarkusTestAfterAllCallback.class))
                .hasAtLeastOneElementOfType(MetricsWatch.class);
    }
}
