package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.easyecom.UpstreamLine;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {

    @Test
    void a_version_comes_back_when_the_content_does() {
        String before = Content.version(ARow.open().row());

        assertThat(before).matches("[0-9a-f]{24}");
        assertThat(Content.version(
                        ARow.open().lines(ARow.line("801", "TEE", 3, 0)).row()))
                .isNotEqualTo(before);
        assertThat(Content.version(ARow.open().row())).isEqualTo(before);
    }

    @Test
    void status_AWB_names_and_EANs_are_no_content() {
        UpstreamLine spelt = new UpstreamLine("801", "TEE", "Other name", 2, 0, null, "8900000000001", BigDecimal.TEN);

        assertThat(Content.version(ARow.open()
                        .status("Printed", 5)
                        .awb("A1")
                        .invoice("I")
                        .lines(spelt)
                        .row()))
                .isEqualTo(Content.version(ARow.open().row()));
    }

    @Test
    void an_amount_written_otherwise_is_the_same_amount() {
        assertThat(Content.version(ARow.open().collect("COD", "250.0000").row()))
                .isEqualTo(Content.version(ARow.open().collect("COD", "250").row()));
    }

    @Test
    void every_part_of_the_ship_to_makes_another_version_and_another_digest() {
        var row = ARow.open().row();
        List.of(
                        ARow.address("Binu", "9000000001", "1 Test Road"),
                        ARow.address("Asha", "9000000002", "1 Test Road"),
                        ARow.address("Asha", "9000000001", "2 Test Road"))
                .forEach(to -> {
                    var changed = ARow.open().to(to).row();
                    assertThat(Content.version(changed)).isNotEqualTo(Content.version(row));
                    assertThat(Content.digest(changed)).isNotEqualTo(Content.digest(row));
                });
    }

    @Test
    void a_new_address_alone_is_read_as_changed_content() {
        Shipment shipment = ARow.open().received();
        String before = shipment.contentVersion;
        shipment.happenings.clear();

        assertThat(ARow.open()
                        .to(ARow.address("Asha", "9000000001", "2 Test Road"))
                        .into(shipment, 60))
                .isTrue();

        assertThat(shipment.contentVersion).isNotEqualTo(before);
        assertThat(shipment.happenings).singleElement().satisfies(change -> {
            assertThat(change.event).isEqualTo(Happening.Event.CONTENT_CHANGED);
            assertThat(change.detail).isEqualTo(before + ": ship-to changed");
        });
    }

    @Test
    void the_difference_names_every_part_that_changed_and_no_personal_data() {
        ARow before = ARow.open()
                .lines(ARow.line("801", "TEE", 2, 0), ARow.line("802", "CAP", 1, 0), ARow.line("803", "MUG", 4, 0));
        ARow after = ARow.open()
                .lines(ARow.line("801", "TEE", 3, 0), ARow.line("803", "MUG", 4, 1), ARow.line("804", "BAG", 1, 0))
                .to(ARow.address("Binu", "9000000002", "2 Test Road"))
                .collect("COD", "250");

        ContentDifference difference = difference(before, after);

        assertThat(difference.payment().before().mode()).isEqualTo("PREPAID");
        assertThat(difference.payment().after().collect().amount()).isEqualTo("250.00");
        assertThat(difference.shipToChanged()).isTrue();
        assertThat(difference.lines())
                .containsExactly(
                        new ContentDifference.Line("801", figures("TEE", 2, 0), figures("TEE", 3, 0)),
                        new ContentDifference.Line("803", figures("MUG", 4, 0), figures("MUG", 4, 1)),
                        new ContentDifference.Line("804", null, figures("BAG", 1, 0)),
                        new ContentDifference.Line("802", figures("CAP", 1, 0), null));
        assertThat(String.join("; ", difference.inWords()))
                .isEqualTo(
                        "line 801 (TEE): quantity 2 became 3; line 803 (MUG): cancelled quantity 0 became 1;"
                                + " line 804 (BAG) is new, quantity 1; line 802 (CAP) is gone; payment changed; ship-to changed")
                .doesNotContain("Asha", "Binu", "9000000", "Road");
    }

    @Test
    void another_SKU_on_the_same_line_is_named() {
        ContentDifference difference = difference(ARow.open(), ARow.open().lines(ARow.line("801", "CAP", 2, 0)));

        assertThat(difference.inWords()).containsExactly("line 801: SKU TEE became CAP");
        assertThat(difference.payment()).isNull();
        assertThat(difference.shipToChanged()).isFalse();
    }

    @Test
    void a_version_that_was_never_seen_tells_no_more_than_whether_the_ship_to_is_another() {
        String before = Content.version(ARow.open().row());
        String after = Content.version(ARow.open()
                .to(ARow.address("Binu", "9000000002", "2 Test Road"))
                .row());

        assertThat(ContentDifference.unknown(before, after)).isEqualTo(new ContentDifference(null, null, true));
        assertThat(ContentDifference.unknown("v1", after)).isEqualTo(new ContentDifference(null, null, null));
        assertThat(ContentDifference.unknown("v1", after).inWords())
                .containsExactly("the version given was never seen here");
    }

    @Test
    void the_content_that_a_change_ends_is_kept_without_personal_data() throws Exception {
        Shipment shipment = ARow.open().received();
        String before = shipment.contentVersion;
        ARow.open().lines(ARow.line("801", "TEE", 1, 0)).into(shipment, 60);

        ContentSeen kept = shipment.happenings.getLast().contentBefore;
        assertThat(kept.version()).isEqualTo(before);
        assertThat(kept.lines()).containsExactly(new ContentSeen.Line("801", "TEE", 2, 0));
        assertThat(new ObjectMapper().writeValueAsString(kept)).doesNotContain("Asha", "9000000001", "Test Road");
    }

    private static ContentDifference difference(ARow before, ARow after) {
        return ContentDifference.between(ContentSeen.of(before.row()), ContentSeen.of(after.row()));
    }

    private static ContentDifference.Figures figures(String sku, int quantity, int cancelled) {
        return new ContentDifference.Figures(sku, quantity, cancelled);
    }
}
