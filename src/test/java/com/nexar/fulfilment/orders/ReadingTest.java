package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {

    @Test
    void the_first_row_of_a_shipment_moves_it_as_far_as_it_proves() {
        Shipment shipment = ARow.open().status("Printed", 5).awb("A1").received();

        assertThat(shipment.stage()).isEqualTo(Stage.CONFIRMED);
        assertThat(moves(shipment)).containsExactly("null>RECEIVED", "RECEIVED>CONFIRMED");
        assertThat(shipment.awb).isEqualTo("A1");
    }

    @Test
    void the_same_row_again_changes_nothing() {
        Shipment shipment = ARow.open().received();
        shipment.happenings.clear();

        assertThat(ARow.open().into(shipment, 60)).isFalse();
        assertThat(shipment.happenings).isEmpty();
        assertThat(shipment.updatedAt).isEqualTo(ARow.NOON);
    }

    @Test
    void an_answer_to_an_older_question_changes_nothing() {
        Shipment shipment = ARow.open().received();
        ARow.open().awb("A1").into(shipment, 60);
        shipment.happenings.clear();

        assertThat(ARow.open().status("Cancelled", 9).into(shipment, 59)).isFalse();
        assertThat(ARow.open().status("Cancelled", 9).into(shipment, 60)).isFalse();
        assertThat(shipment.stage()).isEqualTo(Stage.ASSIGNED);
        assertThat(shipment.happenings).isEmpty();
    }

    @Test
    void a_change_is_dated_when_it_is_written_not_when_it_was_asked_for() {
        Shipment shipment = ARow.open().received();

        new Reading(ARow.open().awb("A1").row(), ARow.NOON.plusSeconds(5), Cause.SYNC, null)
                .into(shipment, ARow.NOON.plusSeconds(8), ARow.DECIDE_WITHIN);

        assertThat(shipment.updatedAt).isEqualTo(ARow.NOON.plusSeconds(8));
        assertThat(shipment.knownAsOf).isEqualTo(ARow.NOON.plusSeconds(5));
    }

    @Test
    void an_AWB_that_is_gone_takes_an_assigned_shipment_back_to_RECEIVED_and_the_assignment_with_it() {
        Shipment shipment = ARow.open().awb("A1").received();

        ARow.open().into(shipment, 60);

        assertThat(shipment.stage()).isEqualTo(Stage.RECEIVED);
        assertThat(shipment.awb).isNull();
        assertThat(shipment.courier).isNull();
        assertThat(shipment.carrierId).isNull();
    }

    @Test
    void a_row_from_before_the_assignment_keeps_the_AWB_and_tells_all_else() {
        Shipment shipment = assigned(60);

        assertThat(ARow.open().status("On Hold", 2).message("short").into(shipment, 59))
                .isTrue();

        assertThat(shipment.awb).isEqualTo("A1");
        assertThat(shipment.stage()).isEqualTo(Stage.ASSIGNED);
        assertThat(shipment.onHold).isTrue();
        assertThat(events(shipment)).containsExactly(Happening.Event.HELD, Happening.Event.STATUS_CHANGED);
    }

    @Test
    void the_same_row_asked_for_after_the_assignment_takes_it_back() {
        Shipment shipment = assigned(60);
        ARow.open().into(shipment, 59);

        ARow.open().into(shipment, 61);

        assertThat(shipment.awb).isNull();
        assertThat(shipment.stage()).isEqualTo(Stage.RECEIVED);
    }

    @Test
    void an_older_AWB_does_not_replace_the_one_that_EasyEcom_took_since() {
        Shipment shipment = assigned(60);

        ARow.open().awb("A0").into(shipment, 59);
        assertThat(shipment.awb).isEqualTo("A1");

        ARow.open().awb("A0").into(shipment, 61);
        assertThat(shipment.awb).isEqualTo("A0");
    }

    /** Received at noon, and assigned here so many seconds later. */
    private static Shipment assigned(long seconds) {
        Shipment shipment = ARow.open().received();
        shipment.awb = "A1";
        shipment.assignedAsOf = ARow.NOON.plusSeconds(seconds);
        shipment.digest = "";
        shipment.move(Stage.ASSIGNED, Stage.Mover.WAREHOUSE, shipment.assignedAsOf, Cause.OPERATION, "op", "A1");
        shipment.happenings.clear();
        return shipment;
    }

    @Test
    void a_confirmed_shipment_never_steps_back_whatever_a_row_lacks() {
        Shipment shipment = ARow.open().status("Printed", 5).awb("A1").received();

        ARow.open().into(shipment, 60);

        assertThat(shipment.stage()).isEqualTo(Stage.CONFIRMED);
        assertThat(shipment.awb).isEqualTo("A1");
    }

    @Test
    void another_AWB_from_EasyEcom_is_taken_and_remembered_and_drops_the_label_of_the_old_one() {
        Shipment shipment = ARow.open().awb("A1").received();
        shipment.labelUrl = "https://labels.example.com/A1";
        shipment.happenings.clear();

        ARow.open().awb("B2").into(shipment, 60);

        assertThat(shipment.awb).isEqualTo("B2");
        assertThat(shipment.labelUrl).isNull();
        assertThat(events(shipment)).containsExactly(Happening.Event.ASSIGNMENT_CHANGED);
        assertThat(shipment.happenings.getFirst().detail).isEqualTo("AWB A1 became B2");
    }

    @Test
    void a_hold_is_a_flag_beside_the_stage_and_so_is_its_end() {
        Shipment shipment = ARow.open().awb("A1").received();
        shipment.happenings.clear();

        ARow.open().awb("A1").status("On Hold", 2).into(shipment, 60);
        assertThat(shipment.onHold).isTrue();
        assertThat(shipment.stage()).isEqualTo(Stage.ASSIGNED);

        ARow.open().awb("A1").into(shipment, 120);
        assertThat(shipment.onHold).isFalse();
        assertThat(events(shipment))
                .containsExactly(
                        Happening.Event.HELD,
                        Happening.Event.STATUS_CHANGED,
                        Happening.Event.RELEASED,
                        Happening.Event.STATUS_CHANGED);
    }

    @Test
    void a_cancellation_with_a_stale_id_is_a_cancellation() {
        Shipment shipment = ARow.open().awb("A1").received();

        ARow.open().awb("A1").status("Cancelled", 2).into(shipment, 60);

        assertThat(shipment.stage()).isEqualTo(Stage.CANCELLED);
        assertThat(shipment.upstreamStatusId).isEqualTo(2);
    }

    @Test
    void cancelled_after_the_manifest_keeps_the_stage_and_opens_one_recall() {
        Shipment shipment =
                ARow.open().status("Shipped", 7).awb("A1").manifest("M1").received();
        ARow cancelled = ARow.open().status("Cancelled", 7).awb("A1").manifest("M1");

        cancelled.into(shipment, 60);
        cancelled.message("seen again").past(9).into(shipment, 120);
        ARow.open()
                .status("Cancelled", 9)
                .awb("A1")
                .manifest("M1")
                .updated(ARow.NOON.plusSeconds(9))
                .into(shipment, 180);

        assertThat(shipment.stage()).isEqualTo(Stage.MANIFESTED);
        assertThat(shipment.cancelledUpstream()).isTrue();
        assertThat(events(shipment).stream()
                        .filter(event -> event == Happening.Event.CANCELLATION_REQUESTED)
                        .count())
                .isEqualTo(1);
        assertThat(shipment.cancellation)
                .isEqualTo(Cancellation.opened(ARow.NOON.plusSeconds(60), ARow.DECIDE_WITHIN, true));
    }

    @Test
    void cancelled_before_it_was_acknowledged_is_simply_cancelled() {
        Shipment shipment = ARow.open().awb("A1").received();
        shipment.happenings.clear();

        ARow.open().awb("A1").status("Cancelled", 9).into(shipment, 60);

        assertThat(moves(shipment)).containsExactly("ASSIGNED>CANCELLED");
        assertThat(events(shipment)).doesNotContain(Happening.Event.CANCELLATION_REQUESTED);
        assertThat(shipment.cancellation).isNull();
    }

    @Test
    void cancelled_after_it_was_acknowledged_moves_and_asks_the_warehouse_once() {
        Shipment shipment = ARow.open().awb("A1").received();
        shipment.acknowledgedAt = ARow.NOON;
        shipment.happenings.clear();

        ARow.open().awb("A1").status("Cancelled", 9).into(shipment, 60);
        ARow.open().awb("A1").status("Cancelled", 9).past(9).into(shipment, 120);

        assertThat(shipment.stage()).isEqualTo(Stage.CANCELLED);
        assertThat(events(shipment))
                .containsExactly(
                        Happening.Event.STATUS_CHANGED, Happening.Event.MOVED, Happening.Event.CANCELLATION_REQUESTED);
        assertThat(shipment.cancellation)
                .isEqualTo(Cancellation.opened(ARow.NOON.plusSeconds(60), ARow.DECIDE_WITHIN, false));
    }

    @Test
    void on_a_manifest_that_we_had_not_heard_of_it_is_a_recall_whether_acknowledged_or_not() {
        Shipment shipment = ARow.open().status("Printed", 5).awb("A1").received();

        ARow.open().status("Cancelled", 9).awb("A1").manifest("M1").into(shipment, 60);

        assertThat(shipment.stage()).isEqualTo(Stage.CANCELLED);
        assertThat(shipment.cancellation.recall()).isTrue();
        assertThat(shipment.cancellation.open()).isTrue();
    }

    @Test
    void an_old_cancellation_that_is_seen_for_the_first_time_asks_nobody() {
        assertThat(ARow.open().status("Cancelled", 9).awb("A1").manifest("M1").received().cancellation)
                .isNull();
    }

    @Test
    void a_settled_recall_is_opened_anew_where_EasyEcom_took_the_cancellation_back_and_cancels_again() {
        ARow shipped = ARow.open().status("Shipped", 7).awb("A1").manifest("M1");
        Shipment shipment = shipped.received();
        ARow cancelled = ARow.open().status("Cancelled", 9).awb("A1").manifest("M1");
        cancelled.into(shipment, 60);
        shipment.cancellation =
                shipment.cancellation.decided(Cancellation.Outcome.STOPPED, null, ARow.NOON.plusSeconds(90));

        shipped.into(shipment, 120);
        assertThat(shipment.cancellation.open()).isFalse();
        cancelled.into(shipment, 180);

        assertThat(shipment.cancellation)
                .isEqualTo(Cancellation.opened(ARow.NOON.plusSeconds(180), ARow.DECIDE_WITHIN, true));
    }

    @Test
    void an_unknown_status_is_kept_and_shown_and_moves_nothing() {
        Shipment shipment = ARow.open().awb("A1").received();

        ARow.open().awb("A1").status("Quality check", 44).into(shipment, 60);

        assertThat(shipment.stage()).isEqualTo(Stage.ASSIGNED);
        assertThat(shipment.upstreamStatus).isEqualTo("Quality check");
        assertThat(shipment.upstreamStatusId).isEqualTo(44);
    }

    @Test
    void tracking_at_EasyEcom_is_adopted_only_where_the_warehouse_sent_no_scan() {
        ARow transit = ARow.open().status("Shipped", 7).awb("A1").manifest("M1").shipping(2);
        Shipment foreign =
                ARow.open().status("Shipped", 7).awb("A1").manifest("M1").received();
        Shipment ours =
                ARow.open().status("Shipped", 7).awb("A1").manifest("M1").received();
        ours.lastScan = new LastScan("PICKUP_SCHEDULED", ARow.NOON, null, null);

        transit.into(foreign, 60);
        transit.into(ours, 60);

        assertThat(foreign.stage()).isEqualTo(Stage.IN_TRANSIT);
        assertThat(ours.stage()).isEqualTo(Stage.MANIFESTED);
    }

    @Test
    void a_confirmation_that_failed_says_why_and_leaves_the_stage() {
        Shipment shipment = ARow.open().awb("A1").received();
        shipment.happenings.clear();
        ARow failed = ARow.open()
                .awb("A1")
                .status("Confirmed", 3)
                .invoice("INV-1")
                .past(17, 3, 13, 18)
                .message("Pincode not serviceable");

        failed.into(shipment, 60);
        failed.into(shipment, 120);

        assertThat(shipment.stage()).isEqualTo(Stage.ASSIGNED);
        assertThat(shipment.confirmFailure).isEqualTo("Pincode not serviceable");
        assertThat(events(shipment)).containsExactly(Happening.Event.STATUS_CHANGED, Happening.Event.CONFIRM_FAILED);
    }

    @Test
    void a_list_without_history_does_not_forget_why_the_confirmation_failed() {
        Shipment shipment = ARow.open().awb("A1").received();
        ARow.open().awb("A1").past(17, 18).message("No stock").into(shipment, 60);

        ARow.open().awb("A1").updated(ARow.NOON.plusSeconds(70)).into(shipment, 80);

        assertThat(shipment.confirmFailure).isEqualTo("No stock");
    }

    @Test
    void a_gone_shipment_that_shows_again_is_found_again_even_if_its_row_is_the_same() {
        Shipment shipment = ARow.open().received();
        shipment.goneUpstream = true;
        shipment.happenings.clear();

        assertThat(ARow.open().into(shipment, 60)).isTrue();

        assertThat(shipment.goneUpstream).isFalse();
        assertThat(events(shipment)).containsExactly(Happening.Event.FOUND_AGAIN);
    }

    @Test
    void a_row_without_reference_and_currency_is_taken_and_counts_in_rupees() {
        Shipment shipment = ARow.open().nameless().received();

        assertThat(shipment.referenceCode).isNull();
        assertThat(shipment.currency).isEqualTo("INR");
    }

    private static List<Happening.Event> events(Shipment shipment) {
        return shipment.happenings.stream().map(each -> each.event).toList();
    }

    private static List<String> moves(Shipment shipment) {
        return shipment.happenings.stream()
                .filter(each -> each.event == Happening.Event.MOVED)
                .map(each -> each.fromStage + ">" + each.toStage)
                .toList();
    }
}
