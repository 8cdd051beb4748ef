package com.nexar.fulfilment.sandbox;

import java.time.Duration;

/** New orders that keep arriving, in all locations in turn, so that a demo has something to do. */
final class Arrivals {
    /** After a long jump of the clock nobody wants the orders of a week at once. */
    private static final int AT_MOST_BEHIND = 50;

    private static final int SPLIT_EVERY = 12;

    private final Account account;
    private final long everyMillis;
    private long arrived;

    private Arrivals(Account account, Duration every) {
        this.account = account;
        this.everyMillis = Math.max(1, every.toMillis());
    }

    static void begin(Account account, Duration every) {
        Arrivals arrivals = new Arrivals(account, every);
        account.agenda.at(account.clock.millis() + arrivals.everyMillis, arrivals::arrive);
    }

    private void arrive() {
        Location location = account.locations.get((int) (arrived++ % account.locations.size()));
        long orderId = account.numbers.orderId();
        String reference = account.numbers.reference();
        for (int part = 0; part < (arrived % SPLIT_EVERY == 0 ? 2 : 1); part++) {
            Shipment shipment =
                    account.mill.varied(account.numbers.invoiceId(), orderId, reference, location, account.now());
            account.orders.add(shipment);
            account.webhooks.order(Webhooks.Event.CREATE, shipment);
        }
        long next = Math.max(account.nowMillis() + everyMillis, account.clock.millis() - AT_MOST_BEHIND * everyMillis);
        account.agenda.at(next, this::arrive);
    }
}
