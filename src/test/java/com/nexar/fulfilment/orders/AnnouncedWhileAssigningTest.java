package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EasyEcom's yes to an assignment is no read: what was said of the shipment meanwhile still has to be read. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class AnnouncedWhileAssigningTest {

    @Inject
    SyncNow sync;

    @Inject
    Announcements announcements;

    @Inject
    Transactions transactions;

    @Inject
    Brands brands;

    @Inject
    Clock clock;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();
    private Location del1;

    @BeforeEach
    void find() {
        del1 = brands.location("zeta", "del1").orElseThrow();
    }

    @Test
    void a_hold_that_is_heard_of_while_EasyEcom_answers_the_assignment_is_read_afterwards() {
        long id = received();
        Instant heard = clock.instant();
        wms.assign(id, "ANN" + id).statusCode(200);
        easyecom.act(id, "hold");

        assertThat(caughtUp(id, heard)).isEmpty();
        announcements.read(del1, null, List.of(id), "webhook");

        wms.shipment(id).body("onHold", equalTo(true)).body("stage", equalTo("ASSIGNED"));
        assertThat(caughtUp(id, heard)).containsExactly(id);
    }

    private Set<Long> caughtUp(long id, Instant heard) {
        return transactions.in(
                del1, () -> announcements.inCaughtUp(del1, List.of(new Announcements.Told(id, null, heard))));
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
