package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The damaged label where nobody knows EasyEcom's path for taking an AWB back, but one AWB overwrites another: a start of its own. */
@QuarkusTest
@TestProfile(WithoutUnassignTest.Settings.class)
@QuarkusTestResource(Ground.class)
class WithoutUnassignTest {

    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "fulfilment.easyecom.paths.unassign-awb", "",
                    "fulfilment.easyecom.assign-again", "OVERWRITES");
        }
    }

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("assign-again", "refuse"));
    }

    @Test
    void taking_back_is_405_and_names_the_setting_and_sync_sees_what_people_do_instead() {
        long id = assigned("PAPER");

        wms.unassign(id)
                .statusCode(405)
                .body("code", equalTo("method-not-allowed"))
                .body("stage", equalTo("ASSIGNED"))
                .body("detail", containsString("fulfilment.easyecom.paths.unassign-awb"));

        assertThat(easyecom.truth(id).path("awb").asText()).isEqualTo("PAPER" + id);
        easyecom.act(id, "unassignment");
        sync.orders("zeta/del1");
        wms.shipment(id).body("stage", equalTo("RECEIVED"));
        wms.unassign(id).statusCode(200);
        wms.assign(id, "ANEW" + id).statusCode(200);
    }

    @Test
    void the_AWB_that_is_named_is_replaced_and_stays_in_the_history() {
        easyecom.vary(Map.of("assign-again", "overwrite"));
        long id = assigned("OLD");

        wms.assign(id, "NEW" + id).statusCode(409).body("code", equalTo("already-assigned"));
        replace(id, "NEW", "OTHER").statusCode(409).body("code", equalTo("already-assigned"));
        replace(id, "NEW", "OLD")
                .statusCode(200)
                .body("stage", equalTo("ASSIGNED"))
                .body("assignment.awb", equalTo("NEW" + id));
        replace(id, "NEW", "OLD").statusCode(200);

        assertThat(easyecom.truth(id).path("awb").asText()).isEqualTo("NEW" + id);
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED", "HAPPENED");
        wms.get("/orders/" + wms.shipment(id).extract().path("orderId") + "/timeline")
                .body(
                        "entries.findAll { it.event == 'ASSIGNMENT_CHANGED' }.detail",
                        equalTo(List.of("AWB OLD" + id + " became NEW" + id)));
    }

    @Test
    void a_lost_answer_of_a_replacement_is_read_back_and_never_sent_twice() {
        easyecom.vary(Map.of("assign-again", "overwrite"));
        long id = assigned("OLD");
        easyecom.fault("assign", "drop-answer", 1);

        replace(id, "LOST", "OLD").statusCode(200).body("assignment.awb", equalTo("LOST" + id));

        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED", "HAPPENED");
    }

    @Test
    void a_replacement_that_EasyEcom_refuses_after_all_is_422_and_the_first_AWB_stays() {
        long id = assigned("STAYS");

        replace(id, "NEVER", "STAYS").statusCode(422).body("code", equalTo("upstream-refused"));

        wms.shipment(id).body("assignment.awb", equalTo("STAYS" + id)).body("stage", equalTo("ASSIGNED"));
    }

    private ValidatableResponse replace(long id, String awb, String replaces) {
        return wms.put(
                "/shipments/" + id + "/assignment",
                Map.of("courier", "NexarExpress", "awb", awb + id, "carrierId", "28001", "replaces", replaces + id));
    }

    private long assigned(String awb) {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        wms.assign(id, awb + id).statusCode(200);
        return id;
    }
}
