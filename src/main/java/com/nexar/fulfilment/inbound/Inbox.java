package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.BrokenRow;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook.Kind;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook.Named;
import com.nexar.fulfilment.orders.Announcements;
import com.nexar.fulfilment.sync.Quarantine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Stores a message, and what is to be read because of it, in one transaction: once it is answered, no crash loses it. Of its text
 * only what nobody can read is kept, with the other rows set aside, until it is old.
 */
@Singleton
class Inbox {

    /** As what unreadable messages are set aside. */
    static final String FEED = "WEBHOOKS";

    private static final int LONGEST_ACTION = 60;

    private static final String INSERT = """
            insert into inbound_messages (brand, location, kind, action, digest, shipment_ids, received_at)
            values (:brand, :location, :kind, :action, :digest, cast(:ids as bigint[]), clock_timestamp()) returning id""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final Reads reads;
    private final Announcements orders;
    private final Quarantine quarantine;
    private final Brands brands;
    private final ReadingJob reading;
    private final MeterRegistry metrics;

    Inbox(
            Transactions transactions,
            EntityManager entities,
            Reads reads,
            Announcements orders,
            Quarantine quarantine,
            Brands brands,
            ReadingJob reading,
            MeterRegistry metrics) {
        this.transactions = transactions;
        this.entities = entities;
        this.reads = reads;
        this.orders = orders;
        this.quarantine = quarantine;
        this.brands = brands;
        this.reading = reading;
        this.metrics = metrics;
    }

    /** @param location whose address it came to; rows that name another location of the brand are read there */
    void take(Location location, EasyEcomWebhook message, String action, byte[] body) {
        String digest = sha256(action, body);
        Map<Location, Map<Long, Named>> places = places(location, message);
        long id = transactions.in(location, () -> {
            long stored = inStore(location, message, action, digest);
            message.broken().forEach(row -> inSetAside(location, row));
            inAsk(location, places.getOrDefault(location, Map.of()), message, digest, stored);
            return stored;
        });
        places.forEach((place, named) -> {
            if (!place.equals(location)) {
                transactions.run(place, () -> inAsk(place, named, message, digest, id));
            }
        });
        count(location, message.kind());
        if (message.kind().ofOrders()) {
            reading.soon();
        }
    }

    private long inStore(Location location, EasyEcomWebhook message, String action, String digest) {
        String ids = message.named().stream()
                .map(named -> Long.toString(named.shipmentId()))
                .collect(Collectors.joining(",", "{", "}"));
        Number id = (Number) entities.createNativeQuery(INSERT)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code())
                .setParameter("kind", message.kind().name())
                .setParameter(
                        "action",
                        action == null ? null : action.substring(0, Math.min(LONGEST_ACTION, action.length())))
                .setParameter("digest", digest)
                .setParameter("ids", ids)
                .getSingleResult();
        return id.longValue();
    }

    private void inSetAside(Location location, BrokenRow row) {
        quarantine.setAside(location, FEED, row.id(), row.raw(), row.reason());
    }

    private void inAsk(Location at, Map<Long, Named> named, EasyEcomWebhook message, String digest, long messageId) {
        Set<Long> wanted = inWorthReading(at, named, message.kind());
        named.forEach((id, each) -> {
            if (wanted.contains(id)) {
                reads.inAsk(at, id, each.orderId(), Announcements.content(each.row()), digest, messageId);
            }
        });
        if (!message.awbs().isEmpty()) {
            orders.inWithAwb(at, message.awbs())
                    .forEach(each -> reads.inAsk(at, each.shipmentId(), each.orderId(), null, digest, messageId));
        }
    }

    /** Not the echo of our own scans, and of a location that is none of ours only what stands here still. */
    private Set<Long> inWorthReading(Location at, Map<Long, Named> named, Kind kind) {
        if (kind == Kind.TRACKING) {
            return orders.inTrackedElsewhere(at, named.keySet());
        }
        Set<Long> wanted = named.values().stream()
                .filter(each -> each.locationKey() == null || each.locationKey().equals(at.key()))
                .map(Named::shipmentId)
                .collect(Collectors.toSet());
        List<Long> strangers =
                named.keySet().stream().filter(id -> !wanted.contains(id)).toList();
        if (!strangers.isEmpty()) {
            wanted.addAll(orders.inKnown(at, strangers));
        }
        return wanted;
    }

    /** By shipment, in the order of their ids, so that two messages never wait for each other in a circle. */
    private Map<Location, Map<Long, Named>> places(Location location, EasyEcomWebhook message) {
        return message.named().stream()
                .collect(Collectors.groupingBy(
                        each -> place(location, each),
                        Collectors.toMap(Named::shipmentId, each -> each, (one, other) -> other, TreeMap::new)));
    }

    private Location place(Location location, Named named) {
        Optional<Location> there = brands.of(location).locations().stream()
                .filter(each -> each.key().equals(named.locationKey()))
                .findFirst();
        return there.orElse(location);
    }

    private void count(Location location, Kind kind) {
        metrics.counter(
                        "fulfilment.webhooks.received",
                        "brand",
                        location.brand(),
                        "location",
                        location.code(),
                        "kind",
                        kind.word(),
                        "read",
                        Boolean.toString(kind.ofOrders()))
                .increment();
    }

    /** The same row under another action is another message. */
    private static String sha256(String action, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((action == null ? "" : action).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
