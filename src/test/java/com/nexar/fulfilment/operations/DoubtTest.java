package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal after an attempt without an answer may be the echo of that attempt's success; one that is not has to wait. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class DoubtTest {

    private static final long QUIET = 6;

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
    }

    @Test
    void a_refusal_after_an_attempt_without_an_answer_is_believed_after_a_quiet_read_back_only() {
        long first = received();
        long second = received();
        wms.assign(first, "ONCE" + first).statusCode(200);
        easyecom.fault("assign", "502", 1);

        String operation = wms.assign(second, "ONCE" + first)
                .statusCode(422)
                .body("code", equalTo("upstream-refused"))
                .body("upstream.message", containsString("already assigned to another shipment"))
                .extract()
                .path("operationId");

        assertThat(easyecom.effects(second, "assign")).containsExactly("REFUSED");
        Instant refused = easyecom.times(second, "assign").getFirst();
        String finished = wms.operation(operation)
                .body("state", equalTo("REFUSED"))
                .body("attempts", equalTo(2))
                .body("lateArrivals", equalTo(0))
                .extract()
                .path("finishedAt");
        assertThat(Instant.parse(finished)).isAfter(refused.plusSeconds(QUIET));
        assertThat(wms.stage(second)).isEqualTo("RECEIVED");
    }

    @Test
    void a_plain_refusal_is_believed_at_once() {
        long first = received();
        long second = received();
        wms.assign(first, "PLAIN" + first).statusCode(200);

        wms.waiting(4)
                .assign(second, "PLAIN" + first)
                .statusCode(422)
                .body("upstream.message", containsString("already assigned to another shipment"));

        assertThat(easyecom.effects(second, "assign")).containsExactly("REFUSED");
    }

    @Test
    void a_refusal_while_EasyEcom_cannot_be_read_is_doubted_and_decided_by_the_next_read_back() {
        long id = received();
        easyecom.act(id, "hold"); // only EasyEcom knows
        easyecom.fault("order-details", "503", 3);

        wms.assign(id, "HELD" + id).statusCode(409).body("code", equalTo("on-hold"));

        assertThat(easyecom.effects(id, "assign")).containsExactly("REFUSED");
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        assertThat(wms.shipment(id).extract().<Boolean>path("onHold")).isTrue();
    }

    @Test
    void an_effect_behind_an_error_is_adopted_and_never_repeated() {
        for (String kind : new String[] {"500", "502", "503", "504", "html", "text", "reset"}) {
            long id = received();
            easyecom.fault("assign", kind, 1, Map.of("when", "after"));

            wms.assign(id, "BEHIND" + id).statusCode(200).body("assignment.awb", equalTo("BEHIND" + id));

            assertThat(easyecom.effects(id, "assign")).as(kind).containsExactly("HAPPENED");
        }
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
