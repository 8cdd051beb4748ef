package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be read because of messages, one row per shipment: asked for, claimed by any pod, and done. */
@Singleton
class Reads {

    /**
     * A read that is ours for as long as the lease lasts.
     *
     * @param content what the last message said of it, as a digest; null where only a read can tell
     * @param failures how often in a row EasyEcom could not be read
     */
    record Due(
            long shipmentId,
            Long orderId,
            String content,
            Instant wantedAt,
            long messageId,
            int failures,
            long fencing) {}

    /** Longer than a call may take; a second pod that reads the same after it does no harm. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /**
     * The very same message again is no news, unless another came between. A read that was put off stays put off. All of a message
     * fall due at one moment, or a look between them would see few where there are many.
     */
    private static final String ASK = """
            insert into inbound_reads (brand, location, shipment_id, order_id, content, digest, message_id, wanted_at, due_at)
            values (:brand, :location, :id, cast(:order as bigint), :content, :digest, :message, clock_timestamp(),
              now() + make_interval(secs => :gather))
            on conflict (brand, location, shipment_id) do update set
              order_id = coalesce(excluded.order_id, inbound_reads.order_id), content = excluded.content,
              digest = excluded.digest, message_id = excluded.message_id, wanted_at = excluded.wanted_at,
              due_at = coalesce(inbound_reads.due_at,
                greatest(excluded.due_at, inbound_reads.read_at + make_interval(secs => :rest)))
            where inbound_reads.digest <> excluded.digest""";

    private static final String CLAIM = """
            with due as materialized (
              select brand, location, shipment_id from inbound_reads
              where due_at <= clock_timestamp() and lease_until < clock_timestamp()
                and not exists (select from pauses p
                  where p.brand = inbound_reads.brand and p.location = inbound_reads.location and p.syncing)
              order by due_at limit :most for update skip locked)
            update inbound_reads set lease_until = clock_timestamp() + make_interval(secs => :lease), fencing = fencing + 1
            where (brand, location, shipment_id) in (select brand, location, shipment_id from due)
            returning brand, location, shipment_id, order_id, content, wanted_at, message_id, failures, fencing""";

    /** What was heard while it was being read is read again. */
    private static final String DONE = """
            update inbound_reads set lease_until = '-infinity', failures = 0, read_at = clock_timestamp(),
              due_at = case when wanted_at > :wanted then clock_timestamp() + make_interval(secs => :rest) end
            where brand = :brand and location = :location and shipment_id = :id and fencing = :fencing""";

    private static final String LATER = """
            update inbound_reads set lease_until = '-infinity', failures = failures + 1,
              due_at = clock_timestamp() + make_interval(secs => :pause)
            where brand = :brand and location = :location and shipment_id = :id and fencing = :fencing""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final Brands brands;
    private final InboundConfig config;

    Reads(Transactions transactions, EntityManager entities, Brands brands, InboundConfig config) {
        this.transactions = transactions;
        this.entities = entities;
        this.brands = brands;
        this.config = config;
    }

    /** In the transaction that stores the message. */
    void inAsk(Location location, long shipmentId, Long orderId, String content, String digest, long messageId) {
        entities.createNativeQuery(ASK)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code())
                .setParameter("id", shipmentId)
                .setParameter("order", orderId == null ? null : orderId.toString())
                .setParameter("content", content)
                .setParameter("digest", digest)
                .setParameter("message", messageId)
                .setParameter("gather", seconds(config.gather()))
                .setParameter("rest", seconds(config.rest()))
                .executeUpdate();
    }

    /** What is due and nobody reads, the longest due first, by location. */
    Map<Location, List<Due>> claim() {
        List<?> rows = transactions.in(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(CLAIM)
                        .setParameter("lease", LEASE.toSeconds())
                        .setParameter("most", config.batch())
                        .getResultList());
        Map<Location, List<Due>> claimed = new LinkedHashMap<>();
        rows.stream()
                .map(Object[].class::cast)
                // a location that is configured no more keeps its rows until they are old
                .forEach(row -> brands.location((String) row[0], (String) row[1])
                        .ifPresent(location -> claimed.computeIfAbsent(location, at -> new ArrayList<>())
                                .add(due(row))));
        return claimed;
    }

    void done(Location location, Collection<Due> read) {
        transactions.run(
                location,
                () -> read.forEach(due -> entities.createNativeQuery(DONE)
                        .setParameter("wanted", due.wantedAt())
                        .setParameter("rest", seconds(config.rest()))
                        .setParameter("brand", location.brand())
                        .setParameter("location", location.code())
                        .setParameter("id", due.shipmentId())
                        .setParameter("fencing", due.fencing())
                        .executeUpdate()));
    }

    /** Tries again after a pause that doubles with every failure, and is no shorter than EasyEcom asks for. */
    void later(Location location, Collection<Due> unread, Duration asked) {
        transactions.run(
                location,
                () -> unread.forEach(due -> entities.createNativeQuery(LATER)
                        .setParameter("pause", seconds(pause(due.failures(), asked)))
                        .setParameter("brand", location.brand())
                        .setParameter("location", location.code())
                        .setParameter("id", due.shipmentId())
                        .setParameter("fencing", due.fencing())
                        .executeUpdate()));
    }

    private Duration pause(int failures, Duration asked) {
        Duration doubled = config.retryPause().multipliedBy(1L << Math.min(failures, 20));
        Duration longer = doubled.compareTo(asked) > 0 ? doubled : asked;
        return longer.compareTo(config.retryAtMost()) < 0 ? longer : config.retryAtMost();
    }

    private static Due due(Object[] row) {
        return new Due(
                ((Number) row[2]).longValue(),
                row[3] == null ? null : Long.valueOf(((Number) row[3]).longValue()),
                (String) row[4],
                (Instant) row[5],
                ((Number) row[6]).longValue(),
                ((Number) row[7]).intValue(),
                ((Number) row[8]).longValue());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
