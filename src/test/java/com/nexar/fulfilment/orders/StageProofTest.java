package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Design section 3: what proves a stage, and what does not. */
class StageProofTest {

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("history Assigned is only stock", ARow.open().past(2), Stage.RECEIVED),
                arguments("an AWB", ARow.open().awb("A1"), Stage.ASSIGNED),
                arguments("the word Confirmed", ARow.open().status("Confirmed", 3), Stage.RECEIVED),
                arguments(
                        "the word with an AWB",
                        ARow.open().status("Confirmed", 3).awb("A1"),
                        Stage.ASSIGNED),
                arguments("an invoice number", ARow.open().invoice("INV-1").awb("A1"), Stage.ASSIGNED),
                arguments(
                        "the word, a number and 17, 3, 13",
                        ARow.open()
                                .status("Confirmed", 3)
                                .invoice("INV-1")
                                .awb("A1")
                                .past(2, 17, 3, 13),
                        Stage.ASSIGNED),
                arguments("history 16", ARow.open().awb("A1").past(2, 17, 3, 13, 16), Stage.CONFIRMED),
                arguments(
                        "18 with word and number",
                        ARow.open()
                                .status("Confirmed", 3)
                                .invoice("INV-1")
                                .awb("A1")
                                .past(17, 3, 13, 18),
                        Stage.ASSIGNED),
                arguments("18, then 16", ARow.open().awb("A1").past(17, 18, 17, 16), Stage.CONFIRMED),
                arguments("16, then 18", ARow.open().awb("A1").past(17, 16, 17, 18), Stage.ASSIGNED),
                arguments(
                        "16 after 18 by time, newest first",
                        ARow.open().pastAt(16, ARow.NOON.plusSeconds(9)).pastAt(18, ARow.NOON),
                        Stage.CONFIRMED),
                arguments("Printed", ARow.open().status("Printed", 5), Stage.CONFIRMED),
                arguments("Printed after 18", ARow.open().status("Printed", 5).past(18), Stage.CONFIRMED),
                arguments("Ready to dispatch", ARow.open().status("Ready to dispatch", 6), Stage.CONFIRMED),
                arguments("an invoice", ARow.open().document("easyecom_invoice"), Stage.CONFIRMED),
                arguments("a label", ARow.open().document("label"), Stage.CONFIRMED),
                arguments("a marketplace's invoice", ARow.open().document("marketplaceinvoice"), Stage.CONFIRMED),
                arguments("a tax form", ARow.open().document("intaxform"), Stage.RECEIVED),
                arguments("a label under 18", ARow.open().document("label").past(18), Stage.RECEIVED),
                arguments("a manifest number", ARow.open().awb("A1").manifest("M1"), Stage.MANIFESTED),
                arguments("Shipped", ARow.open().status("Shipped", 7).awb("A1"), Stage.MANIFESTED),
                arguments("only the id of Shipped", ARow.open().status(null, 7), Stage.MANIFESTED),
                arguments("Shipped, shipment created", shipped(1), Stage.MANIFESTED),
                arguments("Shipped, pickup scheduled", shipped(18), Stage.MANIFESTED),
                arguments("Shipped, out for pickup", shipped(19), Stage.MANIFESTED),
                arguments("Shipped, an id nobody knows", shipped(77), Stage.MANIFESTED),
                arguments("in transit", shipped(2), Stage.IN_TRANSIT),
                arguments("delivered", shipped(3), Stage.DELIVERED),
                arguments("RTO delivered", shipped(9), Stage.RTO_DELIVERED),
                arguments("undelivered", shipped(16), Stage.UNDELIVERED),
                arguments("RTO", shipped(17), Stage.RTO_IN_TRANSIT),
                arguments("out for delivery", shipped(20), Stage.OUT_FOR_DELIVERY),
                arguments("in transit, never shipped", ARow.open().awb("A1").shipping(2), Stage.ASSIGNED),
                arguments("cancelled", ARow.open().status("Cancelled", 9), Stage.CANCELLED),
                arguments(
                        "cancelled with a stale id",
                        ARow.open().status("Cancelled", 2).awb("A1"),
                        Stage.CANCELLED),
                arguments("cancelled after its manifest", shipped(2).status("Cancelled", 7), Stage.CANCELLED),
                arguments("on hold", ARow.open().status("On Hold", 2).awb("A1"), Stage.ASSIGNED),
                arguments("a status nobody knows", ARow.open().status("Quality check", 44), Stage.RECEIVED),
                arguments("no status at all", ARow.open().status(null, null), Stage.RECEIVED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_row_proves_no_more_than_it_shows(String what, ARow row, Stage proven) {
        assertThat(StageProof.of(row.row())).isEqualTo(proven);
    }

    @Test
    void the_word_Confirmed_asks_for_a_read_of_its_own_until_something_tells_how_it_ended() {
        ARow word = ARow.open().status("Confirmed", 3).invoice("INV-1");

        assertThat(StageProof.needsOwnRead(word.row())).isTrue();
        assertThat(StageProof.needsOwnRead(word.document("label").row())).isFalse();
        assertThat(StageProof.needsOwnRead(
                        ARow.open().status("Confirmed", 3).past(17, 3).row()))
                .isFalse();
        assertThat(StageProof.needsOwnRead(ARow.open().row())).isFalse();
    }

    @Test
    void a_confirmation_has_failed_only_while_18_is_the_last_word() {
        assertThat(StageProof.confirmFailed(ARow.open().past(17, 3, 13, 18).row()))
                .isTrue();
        assertThat(StageProof.confirmFailed(ARow.open().past(17, 18, 17, 16).row()))
                .isFalse();
        assertThat(StageProof.confirmFailed(ARow.open().past(17, 3, 13).row())).isFalse();
        assertThat(StageProof.confirmFailed(
                        ARow.open().status("Printed", 5).past(18).row()))
                .isFalse();
        assertThat(StageProof.confirmFailed(shipped(2).past(18).row())).isFalse();
    }

    private static ARow shipped(int shippingStatusId) {
        return ARow.open().status("Shipped", 7).awb("A1").manifest("M1").shipping(shippingStatusId);
    }
}
