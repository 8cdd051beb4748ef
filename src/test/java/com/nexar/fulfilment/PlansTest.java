package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/**
 * What was asked before is asked by the plan of then. A plan that is made anew at each call stays behind, and is compared with all the
 * others of its statement at the next: such a statement becomes slower by the day.
 */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class PlansTest {

    /** Timers of the house may ask something for the first time meanwhile. */
    private static final int OF_OTHERS = 4;

    private static final int AGAIN = 12;

    @Inject
    SyncNow sync;

    @Inject
    EntityManagerFactory factory;

    @Inject
    EntityManager entities;

    @Inject
    Transactions transactions;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @Test
    void asking_the_same_again_leaves_no_plan_behind() {
        long id = easyecom.place(Map.of("location", "nx3000000001")).getFirst();
        sync.orders("zeta/del1");
        wms.assign(id, "PLAN" + id).statusCode(200);
        List<String> paths = List.of(
                "/orders?limit=5",
                "/orders?eligible=true&limit=5",
                "/orders?sort=-updatedAt&limit=5",
                "/shipments/" + id,
                "/shipments?awb=PLAN" + id,
                "/shipments/" + id + "/operations",
                "/shipments/" + id + "/documents/label",
                "/connection",
                "/changes?limit=5",
                "/products?limit=5",
                "/floor");
        paths.forEach(this::ask);
        long before = plans();

        for (int n = 0; n < AGAIN; n++) {
            paths.forEach(this::ask);
        }

        assertThat(plans() - before).isLessThan(OF_OTHERS);
    }

    @Test
    void a_sync_of_the_same_and_the_same_command_leave_none_behind() {
        long id = easyecom.place(Map.of("location", "nx3000000001")).getFirst();
        sync.orders("zeta/del1");
        wms.assign(id, "PLAN" + id).statusCode(200);
        wms.assign(id, "PLAN" + id).statusCode(200);
        sync.orders("zeta/del1");
        long before = plans();

        for (int n = 0; n < AGAIN; n++) {
            sync.orders("zeta/del1");
            wms.assign(id, "PLAN" + id).statusCode(200);
        }

        assertThat(plans() - before).isLessThan(OF_OTHERS);
    }

    @Test
    void one_that_names_the_class_of_its_result_would_leave_one_behind_at_each_call() {
        long before = plans();

        for (int n = 0; n < AGAIN; n++) {
            transactions.in(
                    Scope.CLAIMING,
                    () -> entities.createNativeQuery("select 'a plan'", String.class)
                            .getSingleResult());
        }

        assertThat(plans() - before).isGreaterThanOrEqualTo(AGAIN);
    }

    private void ask(String path) {
        int status = wms.get(path).extract().statusCode();
        assertThat(status).as(path).isLessThan(500);
    }

    /** Kept at this moment. The cache holds two thousand, far more than there are statements. */
    private long plans() {
        var cache =
                factory.unwrap(SessionFactoryImplementor.class).getQueryEngine().getInterpretationCache();
        return ((Cache<?, ?>) field(field(cache, "queryPlanCache"), "cache"))
                .asMap()
                .size();
    }

    private static Object field(Object of, String name) {
        try {
            Field field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
