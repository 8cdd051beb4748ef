package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Rows that could not be read, with their raw text and the reason. The rest of their page went on. */
@Singleton
public class Quarantine {

    /** A row set aside; {@code raw} is EasyEcom's own text and may hold personal data. */
    @Schema(name = "QuarantineEntry")
    public record Entry(
            long id,
            String brand,
            String location,
            String feed,
            @Schema(nullable = true) String upstreamId,
            String reason,
            String raw,
            Instant firstSeenAt,
            Instant lastSeenAt,
            int times) {

        /** Of a list of orders or a webhook about one, so that its {@code upstreamId} is a shipment's. */
        public boolean ofShipment() {
            return !feed.equals(Feed.PRODUCTS.name());
        }
    }

    /** Where a row came from. */
    @Schema(name = "QuarantineFeed")
    public enum Source {
        ORDERS_TIP,
        ORDERS_BACKFILL,
        ORDERS_OPEN,
        PRODUCTS,
        /** EasyEcom's own messages to us. */
        WEBHOOKS
    }

    /**
     * What is looked for; null and empty do not filter.
     *
     * @param locations codes
     * @param from last seen at or after
     * @param until last seen before
     */
    public record Filter(Collection<String> locations, Collection<Source> feeds, Instant from, Instant until) {

        public static Filter of(Location location) {
            return new Filter(List.of(location.code()), null, null, null);
        }

        public Filter at(Collection<String> others) {
            return new Filter(others, feeds, from, until);
        }
    }

    private static final int BATCH = 500;

    private static final String FORGET = """
            delete from quarantine where id in (
              select id from quarantine where feed = :feed and last_seen_at < clock_timestamp() - make_interval(secs => :age)
              order by last_seen_at limit :batch for update skip locked)""";

    private final Transactions transactions;
    private final EntityManager entities;

    Quarantine(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    /**
     * Inside the transaction that stores the page. The same text again counts, and is not stored again. The text of a shipment whose
     * buyer was forgotten is not kept either.
     */
    public void setAside(Location location, String feed, Long upstreamId, String raw, String reason) {
        entities.createNativeQuery("""
                insert into quarantine (brand, location, feed, upstream_id, raw, raw_digest, reason, first_seen_at, last_seen_at, times)
                values (?1, ?2, ?3, cast(?4 as bigint),
                  case when ?3 <> 'PRODUCTS' and exists (select from shipments where brand = ?1 and shipment_id = cast(?4 as bigint)
                    and personal_data_erased_at is not null) then 'erased' else ?5 end,
                  md5(?5), ?6, clock_timestamp(), clock_timestamp(), 1)
                on conflict (brand, location, feed, raw_digest)
                do update set last_seen_at = excluded.last_seen_at, times = quarantine.times + 1""")
                .setParameter(1, location.brand())
                .setParameter(2, location.code())
                .setParameter(3, feed)
                .setParameter(4, upstreamId)
                .setParameter(5, raw.replace("\u0000", "\\u0000")) // PostgreSQL text holds no NUL
                .setParameter(6, reason)
                .executeUpdate();
    }

    /** Deletes what was last seen so long ago, of a feed that holds nothing for people to mend; over all locations, in batches. */
    public int forget(String feed, Duration age) {
        int all = 0;
        for (int gone = BATCH; gone == BATCH; all += gone) {
            gone = transactions.in(
                    Scope.CLAIMING,
                    () -> entities.createNativeQuery(FORGET)
                            .setParameter("feed", feed)
                            .setParameter("age", (double) age.toSeconds())
                            .setParameter("batch", BATCH)
                            .executeUpdate());
        }
        return all;
    }

    /** Those of these that are there. */
    public List<Entry> find(String brand, Collection<Long> ids) {
        return transactions.in(Scope.administrationOf(brand), () -> {
            @SuppressWarnings("unchecked")
            List<Object[]> rows = entities.createNativeQuery("""
                            select id, brand, location, feed, upstream_id, reason, raw, first_seen_at, last_seen_at, times
                            from quarantine where brand = ?1 and id in (?2) order by id""")
                    .setParameter(1, brand)
                    .setParameter(2, ids)
                    .getResultList();
            return rows.stream().map(Quarantine::entry).toList();
        });
    }

    /** It could be read after all. */
    public void release(Location location, long id) {
        transactions.run(
                location,
                () -> entities.createNativeQuery(
                                "delete from quarantine where id = ?1 and brand = ?2 and location = ?3")
                        .setParameter(1, id)
                        .setParameter(2, location.brand())
                        .setParameter(3, location.code())
                        .executeUpdate());
    }

    /** The newest first. {@code before} is the id to go on from. */
    public List<Entry> list(String brand, Filter filter, long before, int limit) {
        return transactions.in(Scope.administrationOf(brand), () -> {
            Map<String, Object> values = new HashMap<>();
            String where = where(brand, filter, values);
            values.put("before", before);
            var query = entities.createNativeQuery("""
                            select id, brand, location, feed, upstream_id, reason, raw, first_seen_at, last_seen_at, times
                            from quarantine where\s""" + where + " and id < :before order by id desc")
                    .setMaxResults(limit);
            values.forEach(query::setParameter);
            @SuppressWarnings("unchecked")
            List<Object[]> rows = query.getResultList();
            return rows.stream().map(Quarantine::entry).toList();
        });
    }

    public long count(String brand, Filter filter) {
        return transactions.in(Scope.administrationOf(brand), () -> {
            Map<String, Object> values = new HashMap<>();
            var query =
                    entities.createNativeQuery("select count(*) from quarantine where " + where(brand, filter, values));
            values.forEach(query::setParameter);
            return ((Number) query.getSingleResult()).longValue();
        });
    }

    private static String where(String brand, Filter filter, Map<String, Object> values) {
        StringBuilder where = new StringBuilder("brand = :brand");
        values.put("brand", brand);
        if (!none(filter.locations())) {
            where.append(" and location in (:locations)");
            values.put("locations", filter.locations());
        }
        if (!none(filter.feeds())) {
            where.append(" and feed in (:feeds)");
            values.put("feeds", filter.feeds().stream().map(Source::name).toList());
        }
        if (filter.from() != null) {
            where.append(" and last_seen_at >= :from");
            values.put("from", filter.from());
        }
        if (filter.until() != null) {
            where.append(" and last_seen_at < :until");
            values.put("until", filter.until());
        }
        return where.toString();
    }

    private static boolean none(Collection<?> values) {
        return values == null || values.isEmpty();
    }

    private static Entry entry(Object[] row) {
        return new Entry(
                ((Number) row[0]).longValue(),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                row[4] == null ? null : row[4].toString(),
                (String) row[5],
                (String) row[6],
                (Instant) row[7],
                (Instant) row[8],
                ((Number) row[9]).intValue());
    }
}
