package com.nexar.fulfilment.sandbox;

/** What EasyEcom does with an accepted confirmation, in its own time: 17, 3, 13, then 16 or 18 (contract §5). */
final class ConfirmationQueue {
    private final Account account;

    ConfirmationQueue(Account account) {
        this.account = account;
    }

    /** 17 at once, then 3, 13 and at the end 16 (or 18), spread over the drawn duration. */
    void enqueue(Shipment shipment, PackageSize box) {
        long start = account.nowMillis();
        long duration = account.variants.within(Switch.CONFIRM_DURATION, account.random);
        boolean fails = shipment.willFail || account.variants.chance(Switch.CONFIRM_FAIL_PROBABILITY, account.random);
        account.orders.change(shipment, () -> {
            shipment.confirming = true;
            shipment.willFail = false;
            shipment.past("Confirm new", Status.CONFIRM_NEW, account.now());
            if (box != null) {
                shipment.box = box;
            }
        });
        account.agenda.at(start + duration / 20, () -> begin(shipment));
        account.agenda.at(start + duration / 10, () -> step(shipment, "Confirm start", Status.CONFIRM_START));
        account.agenda.at(start + duration, () -> finish(shipment, fails));
        account.catchUp();
    }

    private void begin(Shipment shipment) {
        if (!shipment.confirming) {
            return;
        }
        account.orders.change(shipment, () -> {
            if (shipment.held()) {
                shipment.past(Status.CONFIRMED.text, Status.CONFIRMED.id, account.now());
                shipment.beforeHold = new Past(Status.CONFIRMED.text, Status.CONFIRMED.id, account.now());
            } else {
                shipment.become(Status.CONFIRMED, account.now());
            }
        });
    }

    private void step(Shipment shipment, String name, int id) {
        if (shipment.confirming) {
            account.orders.change(shipment, () -> shipment.past(name, id, account.now()));
        }
    }

    private void finish(Shipment shipment, boolean fails) {
        if (!shipment.confirming) {
            return;
        }
        if (fails) {
            fail(shipment);
            return;
        }
        account.orders.change(shipment, () -> {
            invoice(shipment);
            if (shipment.awb == null) {
                shipOurselves(shipment);
            }
            shipment.documented = true;
            shipment.message = "";
            shipment.confirming = false;
            shipment.past("Confirm Success", Status.CONFIRM_SUCCESS, account.now());
        });
        account.webhooks.order(Webhooks.Event.CONFIRM, shipment);
    }

    /** An invoice number but no papers; nobody knows what becomes of the row (contract (a) 29). */
    private void fail(Shipment shipment) {
        Runnable failure = () -> {
            invoice(shipment);
            shipment.confirming = false;
            shipment.message = "Carrier serviceability failed";
            shipment.past("Confirm Fail", Status.CONFIRM_FAIL, account.now());
            if (account.variants.is(Switch.CONFIRM_FAIL_ROW, "back-to-open") && !shipment.held()) {
                shipment.status = Status.OPEN.text;
                shipment.statusId = Status.OPEN.id;
            }
        };
        if (account.variants.is(Switch.BUMP_ON_CONFIRM_FAIL, "yes")) {
            account.orders.change(shipment, failure);
        } else {
            account.orders.changeQuietly(shipment, failure);
        }
    }

    private void invoice(Shipment shipment) {
        if (shipment.invoiceNumber == null) {
            shipment.invoiceNumber = account.numbers.invoiceNumber(shipment.location);
            shipment.invoicedAt = account.now();
        }
    }

    private void shipOurselves(Shipment shipment) {
        shipment.awb = shipment.invoiceId + "%06d".formatted(account.random.nextInt(1_000_000));
        shipment.past("Selfship Confirm", Status.SELFSHIP_CONFIRM, account.now());
    }
}
