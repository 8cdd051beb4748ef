package com.nexar.fulfilment.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.logs.ConsoleLines;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Without an endpoint nothing is traced; the log knows the caller's trace id all the same, also in the operation's own thread. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WithoutTracesTest {

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.gale();

    @Test
    void nothing_is_sent_on_and_the_log_has_the_caller_s_trace_id() {
        String traceId = UUID.randomUUID().toString().replace("-", "");
        long id = easyecom.order("nx6000000001");
        sync.orders("gale/gal1");
        try (ConsoleLines log = new ConsoleLines()) {
            Wms.gal1()
                    .request()
                    .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                    .contentType(ContentType.JSON)
                    .body(Map.of("courier", "NexarExpress", "awb", "OFF" + id, "carrierId", "28001"))
                    .put("/v1/brands/gale/locations/gal1/shipments/" + id + "/assignment")
                    .then()
                    .statusCode(200);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("gale/gal1 assign " + id + " ok"))
                    .singleElement()
                    .asString()
                    .contains(" " + traceId + " ");
        }
        assertThat(easyecom.get("/sandbox/ledger?limit=100000&invoiceId=" + id + "&operation=assign")
                        .path("entries"))
                .isNotEmpty()
                .noneMatch(entry -> entry.path("traceparent").asText().startsWith("00-"));
        assertThat(ConfigProvider.getConfig().getValue("quarkus.otel.sdk.disabled", Boolean.class))
                .isTrue();
    }
}
