package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.ID;
import static com.nexar.fulfilment.faults.checks.AStory.at;
import static com.nexar.fulfilment.faults.checks.AStory.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EachEffectOnceTest {

    private final AStory story = AStory.thatWentWell();

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ASSIGN", "CONFIRM", "MANIFEST"})
    void a_second_effect_and_a_request_after_the_effect_are_found(Kind kind) {
        story.ledger.add(entry(5, kind, "HAPPENED"));
        story.ledger.add(entry(6, kind, "REPEAT"));
        story.ledger.add(entry(7, kind, "REFUSED"));
        assertThat(found()).hasSize(3).allMatch(each -> each.invariant().equals("I1"));
    }

    @Test
    void a_request_that_never_got_to_EasyEcom_is_no_repeat() {
        story.ledger.add(entry(6, Kind.CONFIRM, "LIMITED"));
        story.ledger.add(entry(7, Kind.CONFIRM, "FAULT"));
        assertThat(found()).isEmpty();
    }

    @Test
    void the_first_refusal_and_a_repeat_of_what_a_person_did_are_none() {
        story.ledger.removeIf(each -> each.is(Kind.CONFIRM));
        story.ledger.add(entry(5, Kind.CONFIRM, "REFUSED"));
        story.ledger.add(entry(6, Kind.CONFIRM, "REPEAT"));
        assertThat(found()).isEmpty();
    }

    @Test
    void after_Confirm_Fail_a_confirmation_is_a_new_one() {
        TrueShipment real = story.truth.removeFirst();
        List<TrueShipment.Step> history = new java.util.ArrayList<>(real.history());
        history.add(new TrueShipment.Step("Confirm Fail", TrueShipment.CONFIRM_FAIL, at(25)));
        story.truth.add(withHistory(real, history));
        story.ledger.add(entry(4, Kind.CONFIRM, "HAPPENED"));
        assertThat(found()).isEmpty();
        story.ledger.add(entry(5, Kind.CONFIRM, "HAPPENED"));
        assertThat(found()).hasSize(1);
    }

    @Test
    void after_somebody_took_the_AWB_back_it_can_be_assigned_again() {
        story.ledger.add(entry(5, Kind.ASSIGN, "HAPPENED"));
        story.acts.add(new Act(at(30), ID, "unassignment"));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_manifest_that_names_an_AWB_again_is_found_even_where_EasyEcom_does_not_say_whose_it_is() {
        LedgerEntry again = entry(6, Kind.MANIFEST, "REFUSED");
        story.ledger.add(new LedgerEntry(
                6,
                again.at(),
                again.apiKey(),
                again.location(),
                again.operation(),
                List.of(),
                List.of("OTHER", AStory.AWB),
                "/",
                "REFUSED",
                null,
                200));
        assertThat(found()).hasSize(1);
    }

    private List<Violation> found() {
        return EachEffectOnce.check(story.told());
    }

    private static TrueShipment withHistory(TrueShipment real, List<TrueShipment.Step> history) {
        return new TrueShipment(
                real.invoiceId(),
                real.orderId(),
                real.location(),
                real.status(),
                real.awb(),
                real.confirmed(),
                real.manifestNumber(),
                real.shippingStatusId(),
                real.cancelled(),
                real.held(),
                real.gone(),
                real.lines(),
                real.scans(),
                history);
    }
}
