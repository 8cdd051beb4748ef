package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    private static final Set<String> TYPES = Set.of("retailorder");
    private static final Instant NOW = ARow.NOON.plusSeconds(600);

    @Test
    void open_or_later_and_before_the_manifest_is_offered() {
        assertThat(reasons(ARow.open().received())).isEmpty();
        assertThat(reasons(ARow.open().awb("A1").received())).isEmpty();
        assertThat(reasons(ARow.open().status("Confirmed", 3).received())).isEmpty();
        assertThat(reasons(ARow.open().status("Printed", 5).received())).isEmpty();
    }

    @Test
    void every_reason_against_it_is_named() {
        assertThat(reasons(ARow.open().status("Cancelled", 9).received())).containsExactly("cancelled");
        assertThat(reasons(ARow.open().status("On Hold", 2).received())).containsExactly("on-hold");
        assertThat(reasons(ARow.open().status("Shipped", 7).received())).containsExactly("already-manifested");
        assertThat(reasons(ARow.open().status("Upcoming", 1).received())).containsExactly("not-open-upstream");
        assertThat(reasons(ARow.open().status("Returned", 10).received())).containsExactly("returned");
        assertThat(reasons(ARow.open().status("Quality check", 44).received())).containsExactly("unknown-status");

        Shipment many = ARow.open().received();
        many.goneUpstream = true;
        many.onHold = true;
        many.availableAfter = NOW.plusSeconds(1);
        many.orderTypeKey = "stocktransferorder";
        assertThat(reasons(many)).containsExactly("gone-upstream", "on-hold", "not-yet-available", "order-type");
    }

    @Test
    void available_after_has_passed_at_its_very_moment() {
        Shipment shipment = ARow.open().received();
        shipment.availableAfter = NOW;

        assertThat(reasons(shipment)).isEmpty();
    }

    @Test
    void every_reason_says_what_would_change_it() {
        Shipment shipment = ARow.open().status("On Hold", 2).received();

        assertThat(Eligibility.reasons(shipment, TYPES, NOW))
                .extracting(Eligibility.Reason::remedy)
                .containsExactly("Release it in EasyEcom.");
    }

    private static List<String> reasons(Shipment shipment) {
        return Eligibility.reasons(shipment, TYPES, NOW).stream()
                .map(Eligibility.Reason::code)
                .toList();
    }
}
