package com.nexar.fulfilment.faults.checks;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that is known of one run when it is over. Shipments, commands and rows are those of this run; logins and departures those of
 * all runs of the same processes.
 *
 * @param beganAtNanos when this run began, by the clock of the departures
 * @param poison shipments whose rows cannot be read
 * @param feed what was told to each reader, in the order in which it came
 * @param feedEnds how far the feeds had come when all had settled, by brand/location
 */
public record Story(
        Terms terms,
        long beganAtNanos,
        List<Command> commands,
        List<Heard> heard,
        List<Seen> seen,
        List<Act> acts,
        Set<Long> poison,
        List<LedgerEntry> ledger,
        List<TrueShipment> truth,
        List<OurShipment> ours,
        List<OurMove> moves,
        List<OurOperation> operations,
        List<OurRow> rows,
        List<Quarantined> quarantine,
        List<Left> departures,
        List<Sample> samples,
        List<FeedAnswer> feed,
        Map<String, Long> feedEnds,
        List<Decision> decisions,
        List<OurCancellation> cancellations,
        List<HookPost> posts) {

    Map<String, Command> commandsById() {
        return commands.stream().collect(Collectors.toMap(Command::id, Function.identity()));
    }

    Map<Long, TrueShipment> truthById() {
        return truth.stream().collect(Collectors.toMap(TrueShipment::invoiceId, Function.identity()));
    }

    Map<String, Long> shipmentByAwb() {
        return truth.stream()
                .filter(each -> each.awb() != null)
                .collect(Collectors.toMap(TrueShipment::awb, TrueShipment::invoiceId, (one, other) -> one));
    }

    /** What EasyEcom itself judged, of this kind and about this shipment, in order. */
    List<LedgerEntry> judged(Kind kind, long shipment) {
        String awb = truth.stream()
                .filter(each -> each.invoiceId() == shipment && each.awb() != null)
                .map(TrueShipment::awb)
                .findFirst()
                .orElse(null);
        return ledger.stream()
                .filter(each -> each.is(kind) && each.judged())
                .filter(each -> each.invoiceIds().contains(shipment)
                        || kind == Kind.MANIFEST && awb != null && each.awbs().contains(awb))
                .sorted(Comparator.comparingLong(LedgerEntry::seq))
                .toList();
    }

    boolean acted(long shipment, String what, Instant after, Instant before) {
        return acts.stream()
                .anyMatch(each -> each.shipment() == shipment
                        && each.what().equals(what)
                        && (after == null || !each.at().isBefore(after))
                        && !each.at().isAfter(before));
    }

    boolean acted(long shipment, Instant before) {
        return acts.stream()
                .anyMatch(each -> each.shipment() == shipment && !each.at().isAfter(before));
    }

    List<Heard> heardOf(String command) {
        return heard.stream().filter(each -> each.command().equals(command)).toList();
    }
}
