package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamEvent;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import java.util.Optional;
import java.util.Set;

/** What a row of EasyEcom proves about a shipment's stage (design section 3, contract section 3.3). */
final class StageProof {

    private static final int CONFIRM_SUCCESS = 16;
    private static final int CONFIRM_FAIL = 18;
    private static final Set<String> PAPERS = Set.of(
            "easyecom_invoice", "label", "marketplaceinvoice", "marketplace_tax_invoice", "marketplace_b2c_invoice");

    private StageProof() {}

    /** The furthest stage that this row proves; RECEIVED where it proves nothing. */
    static Stage of(UpstreamShipment row) {
        if (row.status().cancelled()) {
            return Stage.CANCELLED;
        }
        if (row.manifestNumber() != null || phase(row) == UpstreamStatus.Phase.SHIPPED) {
            return tracked(row).orElse(Stage.MANIFESTED);
        }
        if (confirmed(row)) {
            return Stage.CONFIRMED;
        }
        return row.awb() == null ? Stage.RECEIVED : Stage.ASSIGNED;
    }

    /** EasyEcom wrote "Confirmed" before it knew: only the history of the order itself can tell (one targeted read). */
    static boolean needsOwnRead(UpstreamShipment row) {
        return phase(row) == UpstreamStatus.Phase.CONFIRMED_WORD
                && !confirmed(row)
                && row.history().isEmpty();
    }

    /** The last attempt to confirm ended in Confirm Fail (18), and nothing shows that it went on all the same. */
    static boolean confirmFailed(UpstreamShipment row) {
        Stage proven = of(row);
        return lastConfirmation(row).filter(id -> id == CONFIRM_FAIL).isPresent()
                && proven != Stage.CONFIRMED
                && !proven.manifestedOrLater();
    }

    private static boolean confirmed(UpstreamShipment row) {
        UpstreamStatus.Phase phase = phase(row);
        if (phase == UpstreamStatus.Phase.PRINTED || phase == UpstreamStatus.Phase.READY_TO_DISPATCH) {
            return true;
        }
        return lastConfirmation(row)
                .map(id -> id == CONFIRM_SUCCESS)
                .orElseGet(() -> row.documents().keySet().stream().anyMatch(PAPERS::contains));
    }

    /** By its own time; of two in one second, or without a time, the one further down. */
    private static Optional<Integer> lastConfirmation(UpstreamShipment row) {
        return row.history().stream()
                .filter(event -> event.statusId() != null)
                .filter(event -> event.statusId() == CONFIRM_SUCCESS || event.statusId() == CONFIRM_FAIL)
                .reduce((first, second) -> before(second, first) ? first : second)
                .map(UpstreamEvent::statusId);
    }

    private static boolean before(UpstreamEvent one, UpstreamEvent other) {
        return one.at() != null && other.at() != null && one.at().isBefore(other.at());
    }

    private static Optional<Stage> tracked(UpstreamShipment row) {
        if (row.shippingStatusId() == null) {
            return Optional.empty();
        }
        return switch (row.shippingStatusId()) {
            case 2 -> Optional.of(Stage.IN_TRANSIT);
            case 3 -> Optional.of(Stage.DELIVERED);
            case 9 -> Optional.of(Stage.RTO_DELIVERED);
            case 16 -> Optional.of(Stage.UNDELIVERED);
            case 17 -> Optional.of(Stage.RTO_IN_TRANSIT);
            case 20 -> Optional.of(Stage.OUT_FOR_DELIVERY);
            default -> Optional.empty();
        };
    }

    private static UpstreamStatus.Phase phase(UpstreamShipment row) {
        return row.status().phase();
    }
}
