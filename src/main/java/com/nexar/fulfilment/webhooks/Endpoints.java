package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.Feed;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes, changes and removes endpoints; their natural key is (brand, location, URL). */
@Singleton
class Endpoints {

    private static final Logger LOG = Logger.getLogger(Endpoints.class);

    /** Of one brand; each is sent every change. */
    private static final int MOST = 50;

    /** @param secret null where the endpoint was there already: it was shown once */
    record Made(Endpoint endpoint, String secret) {}

    private final Transactions transactions;
    private final EndpointTable table;
    private final CursorTable cursors;
    private final DeliveryTable deliveries;
    private final WritingOut writing;
    private final Feed feed;
    private final Addresses addresses;
    private final WebhooksConfig config;
    private final Reach reach;
    private final Clock clock;

    Endpoints(
            Transactions transactions,
            EndpointTable table,
            CursorTable cursors,
            DeliveryTable deliveries,
            WritingOut writing,
            Feed feed,
            Addresses addresses,
            WebhooksConfig config,
            Reach reach,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.cursors = cursors;
        this.deliveries = deliveries;
        this.writing = writing;
        this.feed = feed;
        this.addresses = addresses;
        this.config = config;
        this.reach = reach;
        this.clock = clock;
    }

    /** Those that the caller's key opens. */
    List<Endpoint> all() {
        return reach.scopes().stream()
                .flatMap(scope -> transactions.in(scope, table::inList).stream())
                .toList();
    }

    Endpoint of(UUID id) {
        return reach.scopes().stream()
                .map(scope -> transactions.in(scope, () -> table.inFind(id)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Webhook endpoint " + id));
    }

    /** Hears what is told from now on. The same again is the endpoint that is there, without its secret. */
    Made make(CreateWebhookEndpoint order) {
        Brand brand = reach.brand(order.brand());
        Scope scope = reach.scope(brand, order.location());
        List<String> types = WantedTypes.checked(order.types());
        addresses.checked(order.url());
        Map<Location, Long> from = new LinkedHashMap<>();
        brand.locations().stream()
                .filter(location -> scope.location().equals(Endpoint.ALL) || scope.equals(Scope.of(location)))
                .forEach(location -> from.put(location, feed.last(location)));
        Endpoint fresh = fresh(scope, order.url(), types);
        String secret = Signature.freshSecret();
        Made made = transactions.in(scope, () -> {
            List<Endpoint> known = table.inList();
            if (known.size() >= MOST && known.stream().noneMatch(each -> same(each, fresh))) {
                throw Problem.invalid("url", "would be one of more than " + MOST + " endpoints; remove some first");
            }
            if (!table.inInsert(fresh, secret)) {
                return new Made(inKnown(fresh), null);
            }
            from.forEach((location, last) -> cursors.inInsert(fresh.id(), location.brand(), location.code(), last));
            return new Made(table.inFind(fresh.id()).orElseThrow(), secret);
        });
        if (made.secret() != null) {
            LOG.infof("Webhook endpoint %s of %s was made by %s", fresh.id(), brand.code(), fresh.createdBy());
        }
        return made;
    }

    Endpoint change(UUID id, ChangeWebhookEndpoint order) {
        Endpoint before = of(id);
        List<String> types = order.types() == null ? null : WantedTypes.checked(order.types());
        boolean moves = order.url() != null && !order.url().equals(before.url());
        if (moves) {
            addresses.checked(order.url());
        }
        Endpoint after = transactions.in(before.scope(), () -> {
            if (moves
                    && table.inList().stream()
                            .anyMatch(each -> each.isOf(before.brand(), before.location(), order.url()))) {
                throw Problem.invalid("url", "is another endpoint's already");
            }
            // deliveries before their endpoint: whoever writes an outcome locks them in this order
            if (order.asksFor(Endpoint.State.ACTIVE) && before.state() == Endpoint.State.DISABLED) {
                inEnable(before);
            } else if (order.asksFor(Endpoint.State.DISABLED)) {
                table.inDisable(id);
            }
            if (types != null) {
                table.inTypes(id, types);
            }
            if (moves) {
                deliveries.inAllNow(id);
                table.inUrl(id, order.url());
            }
            return table.inFind(id).orElseThrow(() -> Problem.notFound("Webhook endpoint " + id));
        });
        LOG.infof("Webhook endpoint %s of %s was changed by %s: %s", id, after.brand(), reach.caller(), after.state());
        return after;
    }

    Made rotate(UUID id) {
        Endpoint endpoint = of(id);
        String secret = Signature.freshSecret();
        Endpoint rotated = transactions.in(endpoint.scope(), () -> {
            table.inRotate(id, secret, config.secretOverlap());
            return table.inFind(id).orElseThrow(() -> Problem.notFound("Webhook endpoint " + id));
        });
        LOG.infof("Webhook endpoint %s of %s was given another secret by %s", id, endpoint.brand(), reach.caller());
        return new Made(rotated, secret);
    }

    /** For a secret that has leaked, once the receiver has the current one. */
    void endFormer(UUID id) {
        Endpoint endpoint = of(id);
        transactions.run(endpoint.scope(), () -> table.inEndFormer(id));
        LOG.infof("Former secrets of webhook endpoint %s of %s were ended by %s", id, endpoint.brand(), reach.caller());
    }

    void remove(UUID id) {
        Endpoint endpoint = of(id);
        transactions.run(endpoint.scope(), () -> table.inDelete(id));
        LOG.infof("Webhook endpoint %s of %s was removed by %s", id, endpoint.brand(), reach.caller());
    }

    private void inEnable(Endpoint endpoint) {
        deliveries.inAllAfresh(endpoint.id());
        table.inEnable(endpoint.id());
        writing.inBeginAgain(endpoint);
    }

    private Endpoint inKnown(Endpoint fresh) {
        Endpoint known = table.inList().stream()
                .filter(each -> same(each, fresh))
                .findFirst()
                .orElseThrow();
        if (!Set.copyOf(known.types()).equals(Set.copyOf(fresh.types()))) {
            throw Problem.invalid(
                    "url", "is that of endpoint " + known.id() + ", which has other types; change that one (PATCH)");
        }
        return known;
    }

    private static boolean same(Endpoint one, Endpoint other) {
        return one.isOf(other.brand(), other.location(), other.url());
    }

    private Endpoint fresh(Scope scope, String url, List<String> types) {
        Instant now = clock.instant();
        return new Endpoint(
                UUID.randomUUID(),
                scope.brand(),
                scope.location(),
                url,
                types,
                Endpoint.State.ACTIVE,
                now,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                now,
                reach.caller(),
                0,
                0);
    }
}
