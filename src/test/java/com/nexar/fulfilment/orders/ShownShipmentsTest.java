package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.UpstreamAddress;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is shown is what stands there: the statement is held against the entity, field by field. */
@QuarkusTest
class ShownShipmentsTest {

    private static final Set<String> SHOWN_TO_NOBODY = Set.of(
            "stageSince", "confirmedContent", "documentKeys", "digest", "knownAsOf", "assignedAsOf", "happenings");

    private static final Instant MOMENT = Instant.parse("2026-11-28T10:15:30.123456Z");

    @Inject
    ShownShipments shown;

    @Inject
    ShipmentViews views;

    @Inject
    Transactions transactions;

    private final Location here = new Location("shown-" + UUID.randomUUID(), "blr1", "Bengaluru 1", "nx1000000001");

    @Test
    void every_field_is_read_as_the_session_reads_it() throws IllegalAccessException {
        Shipment full = full(4711);
        store(full, Recipient.of(full.key, here.code(), address()));
        Shipment entity =
                transactions.in(here, () -> Shipment.find(here.brand(), 4711).orElseThrow());
        Shown read = shown.one(here, 4711).getFirst();

        for (Field field : fields()) {
            assertThat(field.get(entity)).as("planted: " + field.getName()).isNotNull();
            assertThat(field.get(read.shipment()))
                    .as(field.getName())
                    .usingRecursiveComparison()
                    .isEqualTo(field.get(entity));
        }
        assertThat(read.to())
                .isEqualTo(new ShipmentView.ShipTo(
                        "A. Buyer", "0987", "line one", "line two", "Pune", "MH", "411001", "IN"));
        assertThat(read.underWay()).isNull();
        assertThat(views.all(shown.these(here, List.of(4711L, 4712L))))
                .isEqualTo(views.all(shown.withAwb(here, "NXR1")))
                .isEqualTo(views.all(shown.ofOrders(here, List.of(815L))))
                .hasSize(1);
    }

    @Test
    void what_is_null_is_shown_as_null() {
        Shipment bare = Shipment.received(new ShipmentKey(here.brand(), 4713), here.code(), MOMENT);
        fill(bare);
        store(bare);

        ShipmentView view = views.one(here, 4713).orElseThrow();

        assertThat(view.shipTo()).isNull();
        assertThat(view.cancellation()).isNull();
        assertThat(view.shipBy()).isNull();
        assertThat(view.upstream().statusId()).isNull();
        assertThat(view.tracking()).isNull();
        assertThat(view.pending()).isNull();
    }

    @Test
    void what_is_of_another_location_is_not_shown() {
        Shipment full = full(4714);
        store(full);
        Location there = new Location(here.brand(), "bom1", "Mumbai 1", "nx1000000002");

        assertThat(shown.one(there, 4714)).isEmpty();
        assertThat(shown.ofOrders(there, List.of(815L))).isEmpty();
    }

    private void store(Object... entities) {
        transactions.in(here, () -> {
            Shipment.persist(Arrays.asList(entities));
            return entities.length;
        });
    }

    private static List<Field> fields() {
        List<Field> fields = Arrays.stream(Shipment.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .filter(field -> !field.isAnnotationPresent(jakarta.persistence.Transient.class))
                .filter(field -> !field.getName().startsWith("$$"))
                .filter(field -> !SHOWN_TO_NOBODY.contains(field.getName()))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        return fields;
    }

    private Shipment full(long id) {
        Shipment s = Shipment.received(new ShipmentKey(here.brand(), id), here.code(), MOMENT);
        fill(s);
        s.orderId = 815;
        s.referenceCode = "SO-1";
        s.onHold = true;
        s.holdReason = "a reason";
        s.goneUpstream = true;
        s.upstreamStatusId = 3;
        s.upstreamUpdatedAt = MOMENT.minusSeconds(1);
        s.orderedAt = MOMENT.minusSeconds(2);
        s.shipBy = MOMENT.plusSeconds(3);
        s.availableAfter = MOMENT.plusSeconds(4);
        s.marketplaceId = "10";
        s.marketplaceName = "Offline";
        s.orderType = "B2C";
        s.orderTypeKey = "retailorder";
        s.seenPieces = Map.of("SKU-1", new Pieces.Seen(1, 2));
        s.countedPieces = 5;
        s.invoiceNumber = "INV-1";
        s.awb = "NXR1";
        s.courier = "NexarExpress";
        s.carrierId = "28001";
        s.labelUrl = "https://labels.example/1";
        s.trackingUrl = "https://tracking.example/1";
        s.parcel = new Parcel(new BigDecimal("500"), new BigDecimal("10.5"), null, new BigDecimal("3"));
        s.manifestNumber = "M-1";
        s.manifestedAt = MOMENT.plusSeconds(5);
        s.lastScan = new LastScan("In transit", MOMENT.plusSeconds(6), "Pune", "a note");
        s.confirmFailure = "why";
        s.acknowledgedAt = MOMENT.plusSeconds(7);
        s.cancellation = new Cancellation(
                MOMENT, MOMENT.plusSeconds(8), true, Cancellation.Outcome.STOPPED, "asked", MOMENT.plusSeconds(9));
        s.personalDataErasedAt = MOMENT.plusSeconds(10);
        return s;
    }

    /** Without which no row is stored. */
    private static void fill(Shipment s) {
        s.upstreamStatus = "Open";
        s.upstreamPhase = UpstreamStatus.Phase.values()[0];
        s.paymentMode = "COD";
        s.collectAmount = new BigDecimal("499.50");
        s.currency = "INR";
        s.lines = List.of(new ShipmentLine("1", "SKU-1", "Soap", 2, 1, 3, "890", new BigDecimal("12.50")));
        s.contentVersion = "c1";
        s.documentKeys = "";
        s.digest = "d";
        s.knownAsOf = MOMENT;
    }

    private static UpstreamAddress address() {
        return new UpstreamAddress("A. Buyer", "0987", null, "line one", "line two", "Pune", "MH", "411001", "IN");
    }
}
