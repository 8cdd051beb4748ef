package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

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
        UpstreamLine spelt = new UpstreamLine("801", "TEE", "Other name", 2, 0, "8900000000001", BigDecimal.TEN);

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

        String difference = Content.difference(
                Content.version(before.row()),
                before.row().lines().stream().map(ShipmentLine::of).toList(),
                after.row(),
                true);

        assertThat(difference)
                .isEqualTo(
                        "line 801 (TEE): quantity 2 became 3; line 803 (MUG): cancelled quantity 0 became 1;"
                                + " line 804 (BAG) is new, quantity 1; line 802 (CAP) is gone; payment changed; ship-to changed")
                .doesNotContain("Asha", "Binu", "9000000", "Road");
    }

    @Test
    void another_SKU_on_the_same_line_is_named() {
        String difference = Content.difference(
                Content.version(ARow.open().row()),
                ARow.open().row().lines().stream().map(ShipmentLine::of).toList(),
                ARow.open().lines(ARow.line("801", "CAP", 2, 0)).row(),
                false);

        assertThat(difference).isEqualTo("line 801: SKU TEE became CAP");
    }
}
