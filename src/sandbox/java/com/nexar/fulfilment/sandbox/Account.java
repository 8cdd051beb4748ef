package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One customer of EasyEcom: a key, a user, locations, and a world of its own: clock, orders, products, tokens, rate,
 * ledger, faults and switches. Everything in it is read and changed while holding its monitor.
 */
final class Account {
    final String apiKey;
    final String email;
    final String password;
    final String company;
    final Repeated repeated;
    final String baseUrl;
    final int number;
    final long firstInvoiceId;

    final List<Location> locations = new ArrayList<>();
    final SandboxClock clock = new SandboxClock();
    final Agenda agenda = new Agenda();
    final Variants variants = new Variants();
    final Ledger ledger = new Ledger();
    final Faults faults = new Faults();
    final SplittableRandom random;
    final RateGate gate;
    final TokenDesk tokens;
    final ProductShelf shelf;
    final OrderMill mill;
    final OrderBook orders;
    final Numbers numbers;
    final Carriers carriers = new Carriers();
    final Webhooks webhooks;
    final Touchpoints touchpoints;

    Account(AccountOpening opening, String baseUrl, int number) {
        this.apiKey = opening.apiKey();
        this.email = opening.email();
        this.password = opening.password();
        this.company = opening.company();
        this.repeated = new Repeated(company);
        this.baseUrl = baseUrl;
        this.number = number;
        this.firstInvoiceId = opening.firstInvoiceId();
        this.locations.addAll(opening.locations());
        this.random = new SplittableRandom(number);
        this.gate = new RateGate(opening.tier());
        this.tokens = new TokenDesk(this);
        this.shelf = new ProductShelf(this, Catalogue.of(opening.products(), clock.seconds()));
        this.mill = new OrderMill(this);
        this.orders = new OrderBook(this);
        this.numbers = new Numbers(opening.firstInvoiceId());
        this.webhooks = new Webhooks(this);
        this.touchpoints = new Touchpoints(this);
    }

    /** Lets everything happen that is due by now. */
    void catchUp() {
        agenda.runUntil(clock.millis());
    }

    /** The second in which something happens, also while the agenda is catching up. */
    long now() {
        return Math.floorDiv(nowMillis(), 1000L);
    }

    long nowMillis() {
        return agenda.momentOr(clock.millis());
    }

    Optional<Location> location(String key) {
        return locations.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** Documents lie in a bucket per account, since a document's path names only shipment and warehouse. */
    String bucket() {
        return number == 0 ? "ee-uploaded-files-demo" : "ee-uploaded-files-demo-" + number;
    }

    String bucketUrl() {
        return baseUrl + "/s3/" + bucket();
    }

    /** In front of a next URL: nothing, or the whole origin (quirk 7). */
    String nextUrlBase() {
        return variants.is(Switch.NEXT_URL, "absolute") ? baseUrl : "";
    }
}
