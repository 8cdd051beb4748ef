package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.Asked;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.ReadWindow;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Many shipments out of few pages of EasyEcom's list. It need not find them all: the rest is read one by one. */
@Singleton
class SharedPages {

    private static final Logger LOG = Logger.getLogger(SharedPages.class);

    /** A fourth of the pages that are worth it, in a row and with nothing but strangers: the others are not there. */
    private static final int FRUITLESS = 4;

    private static final int FRUITLESS_AT_LEAST = 2;

    private final EasyEcomOrders easyecom;
    private final Orders orders;
    private final Transactions transactions;
    private final Clock clock;

    SharedPages(EasyEcomOrders easyecom, Orders orders, Transactions transactions, Clock clock) {
        this.easyecom = easyecom;
        this.orders = orders;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param since all of these have changed at EasyEcom since then, because of what we sent; null where that is not so
     * @return those that were shown, and taken in
     * @throws com.nexar.fulfilment.easyecom.EasyEcomUnavailable the list cannot be read
     */
    Set<Long> read(Location location, Collection<Long> ids, Instant since, Cause cause, String reference) {
        Set<Long> shown = new HashSet<>();
        if (ids.size() <= ListStretch.FEW) {
            return shown;
        }
        Map<Long, Instant> changes = new HashMap<>();
        if (since == null) {
            changes.putAll(lastChanges(location, ids));
        } else {
            ids.forEach(id -> changes.put(id, since));
        }
        walkAll(location, ListStretch.of(changes, clock.instant()), easyecom::first, (row, asOf) -> {
            if (take(location, row, asOf, cause, reference)) {
                shown.add(row.shipmentId());
            }
        });
        return shown;
    }

    /**
     * The rows as the pages show them, with their history where EasyEcom's list has it; nothing is taken in.
     *
     * @param asked when each changed at EasyEcom last, at the earliest; null where that is as known here
     * @return of whom the pages tell nothing
     */
    Untold show(Location location, Map<Long, Instant> asked, BiConsumer<UpstreamShipment, Instant> row) {
        Map<Long, Instant> changes = new HashMap<>(asked);
        changes.values().removeIf(since -> since == null);
        List<Long> asKnown =
                asked.keySet().stream().filter(id -> !changes.containsKey(id)).toList();
        changes.putAll(lastChanges(location, asKnown));
        List<ListStretch> stretches = ListStretch.of(changes, clock.instant(), few(asked));
        Set<Long> untold = new HashSet<>(asked.keySet());
        stretches.forEach(stretch -> untold.removeAll(stretch.ids()));
        Set<Long> givenUp = walkAll(location, stretches, easyecom::firstWithHistory, row);
        untold.addAll(givenUp);
        return new Untold(untold, !givenUp.isEmpty());
    }

    /**
     * @param ids they lie too far apart to be shared, or in a list that was given up before its end
     * @param givenUp the latter
     */
    record Untold(Set<Long> ids, boolean givenUp) {}

    /** So few are better read one by one. */
    static int few(Map<Long, Instant> asked) {
        return asked.containsValue(null) ? ListStretch.FEW : ListStretch.FEW_JUST_CHANGED;
    }

    private Set<Long> walkAll(
            Location location,
            List<ListStretch> stretches,
            BiFunction<Location, ReadWindow, ShipmentPage> first,
            BiConsumer<UpstreamShipment, Instant> found) {
        Set<Long> untold = new HashSet<>();
        for (ListStretch stretch : stretches) {
            try {
                untold.addAll(walk(location, stretch, first, found));
            } catch (EasyEcomRefused e) {
                LOG.warnf("A list of %s is not shared by many: %s", location, e.getMessage());
                untold.addAll(stretch.ids());
            }
        }
        return untold;
    }

    /** @return whom it did not show although it has more pages */
    private Set<Long> walk(
            Location location,
            ListStretch stretch,
            BiFunction<Location, ReadWindow, ShipmentPage> first,
            BiConsumer<UpstreamShipment, Instant> found) {
        Set<Long> wanted = new HashSet<>(stretch.ids());
        String cursor = null;
        int fruitless = 0;
        int fruitlessAtMost = Math.max(FRUITLESS_AT_LEAST, stretch.pagesAtMost() / FRUITLESS);
        for (int pages = 0; pages < stretch.pagesAtMost() && fruitless < fruitlessAtMost; pages++) {
            Asked asked = new Asked(clock);
            String from = cursor;
            ShipmentPage page = asked.of(
                    () -> from == null ? first.apply(location, stretch.window()) : easyecom.next(location, from));
            int before = wanted.size();
            for (UpstreamShipment row : page.shipments()) {
                if (wanted.remove(row.shipmentId())) {
                    found.accept(row, asked.at());
                }
            }
            if (wanted.isEmpty() || page.next() == null) {
                return Set.of();
            }
            fruitless = wanted.size() < before ? 0 : fruitless + 1;
            cursor = page.next();
        }
        return wanted;
    }

    /** False where this row settles nothing: a list cannot tell how a confirmation ended, and what has moved away is not ours. */
    private boolean take(Location location, UpstreamShipment row, Instant asOf, Cause cause, String reference) {
        try {
            ShipmentFacts facts = orders.learn(location, row, asOf, cause, reference);
            boolean open = facts.stage().beforeManifest() && facts.stage() != Stage.CONFIRMED;
            return !(open && StageProof.needsOwnRead(row));
        } catch (Problem e) {
            if (e.code() != ProblemCode.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    private Map<Long, Instant> lastChanges(Location location, Collection<Long> ids) {
        Map<Long, Instant> changes = new HashMap<>();
        if (ids.isEmpty()) {
            return changes;
        }
        transactions.run(
                location,
                () -> Shipment.<Shipment>list(
                                "key.brand = ?1 and location = ?2 and key.shipmentId in ?3 and upstreamUpdatedAt is not null",
                                location.brand(),
                                location.code(),
                                ids)
                        .forEach(shipment -> changes.put(shipment.key.shipmentId(), shipment.upstreamUpdatedAt)));
        return changes;
    }
}
