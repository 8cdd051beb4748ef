package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.easyecom.UpstreamStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By when a shipment has to be handed over, and what that makes of it. Noon in India is 06:30 UTC. */
class ShipByRuleTest {

    private static final Map<String, String> CUT_OFFS =
            Map.of("default", "18:00", "blue-dart", "13:00, 17:30", "Delhivery Surface", "23:30");

    private final ShipByRule rule = rule(CUT_OFFS, "Asia/Kolkata");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # ship-by,             courier,            to be handed over by
            2026-02-05T18:29:00Z,  -,                  2026-02-05T12:30:00Z
            2026-02-05T18:29:00Z,  Anybody,            2026-02-05T12:30:00Z
            2026-02-05T18:29:00Z,  Blue Dart,          2026-02-05T12:00:00Z
            2026-02-05T18:29:00Z,  BLUEDART,           2026-02-05T12:00:00Z
            2026-02-05T11:59:59Z,  Blue Dart,          2026-02-05T07:30:00Z
            2026-02-05T12:00:00Z,  Blue Dart,          2026-02-05T12:00:00Z
            2026-02-05T07:29:59Z,  Blue Dart,          2026-02-04T12:00:00Z
            # half past midnight in India: the day before
            2026-02-05T19:00:00Z,  -,                  2026-02-05T12:30:00Z
            2026-02-05T17:59:00Z,  delhivery-surface,  2026-02-04T18:00:00Z
            2026-02-05T12:29:59Z,  -,                  2026-02-04T12:30:00Z
            -,                     Blue Dart,          -
            """)
    void it_is_the_last_cut_off_that_is_not_after_the_ship_by_time(Instant shipBy, String courier, Instant expected) {
        assertThat(rule.handOverBy(shipBy, courier)).isEqualTo(expected);
    }

    @Test
    void without_cut_offs_it_is_the_ship_by_time_itself() {
        Instant shipBy = Instant.parse("2026-02-05T18:29:00Z");
        assertThat(rule(Map.of(), "Asia/Kolkata").handOverBy(shipBy, "Blue Dart"))
                .isEqualTo(shipBy);
        assertThat(rule(Map.of("bluedart", "09:00"), "Asia/Kolkata").handOverBy(shipBy, "Another"))
                .isEqualTo(shipBy);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # clocks go forward from 02:00 to 03:00 on 2026-03-29, back from 03:00 to 02:00 on 2026-10-25
            2026-03-29T12:00:00Z,  2026-03-29T01:30:00Z
            2026-10-25T12:00:00Z,  2026-10-25T01:30:00Z
            2026-10-25T01:00:00Z,  2026-10-24T00:30:00Z
            """)
    void an_hour_that_is_skipped_or_there_twice_is_one_moment(Instant shipBy, Instant expected) {
        assertThat(rule(Map.of("default", "02:30"), "Europe/Berlin").handOverBy(shipBy, null))
                .isEqualTo(expected);
    }

    /** To be handed over by 18:00 in India, 12:30 UTC; two hours before, it is at risk. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            RECEIVED,   OPEN,              false,  2026-02-05T10:29:59Z,  FINE
            RECEIVED,   OPEN,              false,  2026-02-05T10:30:00Z,  AT_RISK
            ASSIGNED,   OPEN,              false,  2026-02-05T12:30:00Z,  AT_RISK
            CONFIRMED,  PRINTED,           false,  2026-02-05T12:30:01Z,  LATE
            RECEIVED,   ON_HOLD,           false,  2026-02-05T12:30:01Z,  LATE
            RECEIVED,   UNKNOWN,           false,  2026-02-05T12:30:01Z,  LATE
            RECEIVED,   OPEN,              true,   2026-02-05T12:30:01Z,  -
            RECEIVED,   CANCELLED,         false,  2026-02-05T12:30:01Z,  -
            RECEIVED,   RETURNED,          false,  2026-02-05T12:30:01Z,  -
            MANIFESTED, SHIPPED,           false,  2026-02-05T12:30:01Z,  -
            DELIVERED,  SHIPPED,           false,  2026-02-05T12:30:01Z,  -
            CANCELLED,  CANCELLED,         false,  2026-02-05T12:30:01Z,  -
            """)
    void a_shipment_that_is_still_to_be_handed_over_has_a_risk(
            Stage stage, Phase phase, boolean gone, Instant now, Risk expected) {
        Shipment shipment = ARow.open().received();
        shipment.shipBy = Instant.parse("2026-02-05T18:29:00Z");
        shipment.move(stage, Stage.Mover.SYNC, ARow.NOON, Cause.SYNC, null, null);
        shipment.upstreamPhase = phase;
        shipment.goneUpstream = gone;
        assertThat(rule.of(shipment, now)).isEqualTo(expected);
        shipment.shipBy = null;
        assertThat(rule.of(shipment, now)).isNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            blue-dart, 1pm
            blue-dart, ''
            '--',      13:00
            """)
    void a_silly_cut_off_names_its_key(String courier, String times) {
        assertThatThrownBy(() -> CutOffs.of(Map.of(courier, times)))
                .hasMessageStartingWith("Configuration fulfilment.orders.cut-offs." + courier + ": ");
        assertThatThrownBy(() -> CutOffs.of(Map.of("Blue Dart", "13:00", "bluedart", "14:00")))
                .hasMessageContaining("twice");
    }

    static ShipByRule rule(Map<String, String> cutOffs, String zone) {
        return new ShipByRule(CutOffs.of(cutOffs), ZoneId.of(zone), Duration.ofHours(2));
    }
}
