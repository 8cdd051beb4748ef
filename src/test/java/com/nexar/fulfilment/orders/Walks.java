package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.sync.Quarantine;
import com.nexar.fulfilment.sync.SyncCursors;
import com.nexar.fulfilment.sync.WalkStandings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Walks through lists that a test tells, into the real database. */
@ApplicationScoped
class Walks {

    private final SyncCursors cursors;
    private final WalkStandings standings;
    private final OrderIntake intake;
    private final Quarantine quarantine;
    private final Gate gate;
    private final Transactions transactions;
    private final OrdersConfig config;

    private final Pauses pauses;

    Walks(
            SyncCursors cursors,
            WalkStandings standings,
            OrderIntake intake,
            Quarantine quarantine,
            Gate gate,
            Transactions transactions,
            OrdersConfig config,
            Pauses pauses) {
        this.cursors = cursors;
        this.standings = standings;
        this.intake = intake;
        this.quarantine = quarantine;
        this.gate = gate;
        this.transactions = transactions;
        this.config = config;
        this.pauses = pauses;
    }

    OrderWalk through(ScriptedOrders easyecom) {
        return through(easyecom, Clock.systemUTC());
    }

    OrderWalk through(ScriptedOrders easyecom, Clock clock) {
        return new OrderWalk(
                cursors, standings, easyecom, intake, quarantine, gate, transactions, config, clock, pauses);
    }

    static ShipmentPage page(String next, ARow... rows) {
        List<UpstreamShipment> read = Arrays.stream(rows).map(ARow::row).toList();
        return new ShipmentPage(read, List.of(), next);
    }
}
