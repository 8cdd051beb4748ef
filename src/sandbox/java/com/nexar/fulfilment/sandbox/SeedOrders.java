package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * The orders an account begins with: twelve that are ready for work, among them the split order of the samples, then
 * about a hundred over the last five days in every shape the contract knows.
 */
final class SeedOrders {
    private static final int PLAIN = 12;
    private static final int ORDERS = 120;

    private final Account account;
    private final PastLife pastLife;
    private final long now;

    SeedOrders(Account account) {
        this.account = account;
        this.pastLife = new PastLife(account);
        this.now = account.clock.seconds();
    }

    void plant() {
        Location first = account.locations.getFirst();
        plain(first);
        splitOfTheSamples(first);
        for (int i = 5; i <= PLAIN; i++) {
            plain(first);
        }
        for (int i = 0; i < ORDERS - PLAIN; i++) {
            // Half of them in the first location; the second one gets the other half.
            varied(account.locations.get(i % account.locations.size()), i);
        }
    }

    private Shipment plain(Location location) {
        return plain(location, account.numbers.orderId(), account.numbers.reference());
    }

    private Shipment plain(Location location, long orderId, String reference) {
        long invoiceId = account.numbers.invoiceId();
        Shipment shipment =
                account.mill.plain(invoiceId, orderId, reference, location, now - 3 * 3_600 + invoiceId % 60);
        shipment.lines = List.of(sampleLine(invoiceId));
        account.orders.add(shipment);
        return shipment;
    }

    /** What the samples' buyers bought, the first of them DEMO-TEE-BLK-M. */
    private Line sampleLine(long invoiceId) {
        String sku = switch ((int) (invoiceId % 6)) {
            case 2 -> "DEMO-COMBO-2";
            case 5, 0 -> "DEMO-CAP-RED";
            default -> "DEMO-TEE-BLK-M";
        };
        return new Line(OrderMill.suborderId(invoiceId, 0), account.shelf.ofSku(sku), 1, 499, 0);
    }

    /** Open, cancelled with a stale id, issued again: one order in three rows (samples, page 1). */
    private void splitOfTheSamples(Location location) {
        long orderId = account.numbers.orderId();
        String reference = account.numbers.reference();
        plain(location, orderId, reference);
        Shipment cancelled = plain(location, orderId, reference);
        account.orders.changeQuietly(cancelled, () -> {
            pastLife.lead(cancelled, "Cancelled");
            cancelled.statusId = Status.OPEN.id;
        });
        plain(location, orderId, reference + "_RE1");
    }

    private void varied(Location location, int i) {
        long importedAt = now - 5 * IndianTime.DAY + i * (5 * IndianTime.DAY - 7_200) / (ORDERS - PLAIN);
        long orderId = account.numbers.orderId();
        String reference = account.numbers.reference();
        int parts = i % 11 == 4 ? 3 : i % 11 == 8 ? 2 : 1;
        for (int part = 0; part < parts; part++) {
            String suffix = part == 0 ? "" : i % 22 == 4 ? "_OR" + part : i % 22 == 8 ? "_RE" + part : "";
            Shipment shipment =
                    account.mill.varied(account.numbers.invoiceId(), orderId, reference + suffix, location, importedAt);
            shape(shipment, i + part * 5);
            account.orders.add(shipment);
        }
    }

    private void shape(Shipment shipment, int i) {
        switch (i % 18) {
            case 1, 10 -> pastLife.lead(shipment, "Confirmed");
            case 2 -> pastLife.lead(shipment, "Printed");
            case 3, 12 -> pastLife.lead(shipment, "Shipped");
            case 4 -> pastLife.lead(shipment, "Delivered");
            case 5 -> pastLife.lead(shipment, Status.ON_HOLD);
            case 6 -> pastLife.lead(shipment, "Cancelled");
            case 7 -> {
                pastLife.lead(shipment, "Cancelled");
                shipment.statusId = Status.OPEN.id;
            }
            case 8 -> pastLife.lead(shipment, "Ready to dispatch");
            case 9 -> odd(shipment);
            case 11 ->
                shipment.lines = shipment.lines.stream()
                        .map(each -> each.quantity() > 1 ? each.cancel(1) : each)
                        .toList();
            default -> {}
        }
    }

    /** A status nobody has documented, on a row full of odd types. */
    private void odd(Shipment shipment) {
        pastLife.lead(shipment, "Upcoming");
        shipment.statusId = 30;
        shipment.raw = Map.of(
                "queue_status", IntNode.valueOf(8),
                "suborder_count", TextNode.valueOf("NA"),
                "carrier_id", TextNode.valueOf("23"));
    }
}
