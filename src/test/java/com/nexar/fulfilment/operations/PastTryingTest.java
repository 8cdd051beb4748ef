package com.nexar.fulfilment.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is past trying again is remembered as such; what is left stays listed, however long ago it ended. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class PastTryingTest {

    @Inject
    SyncNow sync;

    @Inject
    PastTrying past;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @Test
    void what_was_given_again_is_remembered_and_what_is_left_is_not() {
        long mended = assigned();
        String again = refused(mended);
        String left = refused(assigned());
        past.remember("zeta");
        assertThat(remembered(again)).isFalse();

        wms.confirm(mended).statusCode(200);
        past.remember("zeta");

        assertThat(remembered(again)).isTrue();
        assertThat(remembered(left)).isFalse();
        assertThat(listed("&unresolved=true")).contains(left).doesNotContain(again);
        assertThat(listed("")).contains(left, again);
        assertThat(past.remember("zeta")).isEqualTo(0);
    }

    /** EasyEcom may take a hold off again, and then it is still to be given. */
    @Test
    void what_may_be_undone_is_past_only_for_as_long_as_it_stands() {
        long id = assigned();
        String hold = refused(id);
        try (Database owner = Database.asOwner()) {
            owner.run(
                    "update operations set kind = 'HOLD', fingerprint = 'hold' where operation_id = cast(? as uuid)",
                    hold);
            onHold(owner, id, true);
            assertThat(listed("&unresolved=true")).doesNotContain(hold);
            past.remember("zeta");
            onHold(owner, id, false);
        }
        assertThat(listed("&unresolved=true")).contains(hold);
        assertThat(remembered(hold)).isFalse();
    }

    /** Planned for its values each time, the list takes longer to plan than to find what is in it. */
    @Test
    void a_plan_that_is_made_once_finds_what_is_left_by_its_index() {
        String sql = "select o.operation_id "
                + GivenUp.ENDED_SO
                        .replace("from Operation ", "from operations ")
                        .replaceAll("(FAILED|REFUSED|PARTIAL)", "'$1'")
                + " and o.brand = $1 and o.past_since is null order by o.finished_at desc, o.operation_id limit 50";
        try (Database owner = Database.asOwner()) {
            owner.run("begin");
            owner.run("set local enable_seqscan = off"); // a table as small as this one is read as a whole
            owner.run("set local plan_cache_mode = force_generic_plan");
            owner.run("prepare what_is_left (text) as " + sql);
            assertThat(String.join("\n", owner.texts("explain execute what_is_left ('zeta')")))
                    .contains("operations_left")
                    .doesNotContain("Sort");
            owner.run("rollback");
            owner.run("deallocate what_is_left");
        }
    }

    private static void onHold(Database owner, long shipmentId, boolean is) {
        owner.run("update shipments set on_hold = ? where brand = 'zeta' and shipment_id = ?", is, shipmentId);
    }

    private long assigned() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        wms.assign(id, "PST" + id).statusCode(200);
        return id;
    }

    private String refused(long id) {
        easyecom.act(id, "confirm-fail");
        return wms.confirm(id).statusCode(422).extract().path("operationId");
    }

    private static boolean remembered(String operation) {
        try (Database owner = Database.asOwner()) {
            return owner.scope("*", "*")
                            .number(
                                    "select count(past_since) from operations where operation_id = cast(? as uuid)",
                                    operation)
                    == 1;
        }
    }

    private static List<String> listed(String filter) {
        return given().header("Authorization", "Bearer " + Ground.OPERATOR_KEY)
                .get("/v1/admin/operations/given-up?brand=zeta&limit=500" + filter)
                .then()
                .statusCode(200)
                .extract()
                .path("items.operation.operationId");
    }
}
