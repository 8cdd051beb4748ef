package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Audit;
import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Reads shipments of EasyEcom again because a person asks for it, and takes in what it shows; one call each, and none of
 * those that are kept for commands.
 */
@Singleton
public class Resyncs {

    /** At once. */
    public static final int MOST = 100;

    /** What came of one. */
    @Schema(name = "ResyncedShipment")
    public record Item(
            @Schema(required = true, examples = "90210001") String shipmentId,

            @Schema(
                    required = true,
                    description = "Whether EasyEcom shows it at this location; then it is taken in as it is there")
            boolean shown,

            @Schema(nullable = true, description = "Why it could not be read")
            String problem) {}

    private final Gate gate;
    private final Audit audit;
    private final Transactions transactions;

    Resyncs(Gate gate, Audit audit, Transactions transactions) {
        this.gate = gate;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** In the order given. @param ids {@value #MOST} at most */
    public List<Item> readAgain(Caller who, Location location, List<Long> ids) {
        String what = ids.size() == 1 ? "shipment " + ids.getFirst() : ids.size() + " shipments";
        String all = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        transactions.run(
                location, () -> audit.inRecord(who, location, "resynced", what, null, Map.of("shipmentIds", all)));
        return ids.stream().map(id -> read(location, id)).toList();
    }

    private Item read(Location location, long id) {
        try {
            boolean shown = Lane.ORDERS.call(() -> gate.readAgain(location, id));
            return new Item(Long.toString(id), shown, null);
        } catch (Problem problem) {
            return new Item(Long.toString(id), false, problem.getMessage());
        }
    }
}
