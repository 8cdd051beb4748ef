package com.nexar.fulfilment.signals;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;

/** How a brand stands, in one statement that reads only what is unfinished: its cost does not grow with the years. */
@Singleton
class BrandLook {

    /** What a row is about. */
    enum What {
        /** Shipments that are not at an end, by stage; the age is since the oldest came to it. */
        SHIPMENTS,
        /** Open operations by state. */
        OPERATIONS,
        /** Open operations of which only a person can tell what became of them. */
        NEEDS_PERSON,
        /** Up to when a list was read, by list. */
        SYNC,
        /** Rows set aside, by list. */
        QUARANTINE,
        /** Changes that are not written out for the endpoint that is furthest behind. */
        FEED,
        /** What an operator holds back, {@code sending} or {@code syncing}; the age is since the pause began. */
        PAUSED,
        /** Webhook deliveries that an endpoint is still to take, of the brand; those of a disabled one are DISABLED's business. */
        DELIVERIES,
        /** Webhook endpoints that are told nothing, of the brand. */
        DISABLED
    }

    /**
     * One line of it.
     *
     * @param location empty for the whole brand
     * @param tag stage, state, list or what is held back; empty where there is none
     * @param ageSeconds of the oldest; null where there is none
     */
    record Row(What what, String location, String tag, long count, Double ageSeconds) {}

    private static final String LOOK = """
            select 'SHIPMENTS', location, stage, count(*), extract(epoch from clock_timestamp() - min(stage_since))
            from shipments where brand = :brand and stage not in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED')
            group by location, stage
            union all
            select 'OPERATIONS', location, state, count(*), extract(epoch from clock_timestamp() - min(created_at))
            from operations where brand = :brand and finished_at is null group by location, state
            union all
            select 'NEEDS_PERSON', location, '', count(*), null
            from operations where brand = :brand and finished_at is null and needs_person group by location
            union all
            select 'SYNC', location, feed, 0, extract(epoch from clock_timestamp() - done_until)
            from sync_cursors where brand = :brand and feed in ('ORDERS_TIP', 'PRODUCTS') and done_until is not null
            union all
            select 'QUARANTINE', location, feed, count(*), null from quarantine where brand = :brand group by location, feed
            union all
            select 'FEED', c.location, '', max(h.last - c.seq), null
            from webhook_cursors c join webhook_endpoints e on e.endpoint_id = c.endpoint_id and e.state = 'ACTIVE'
            join feed_heads h on h.brand = c.brand and h.location = c.location
            where c.brand = :brand group by c.location
            union all
            select 'PAUSED', p.location, w.what, 1, extract(epoch from clock_timestamp() - p.since)
            from pauses p cross join lateral (values ('sending', p.sending), ('syncing', p.syncing)) as w (what, held)
            where p.brand = :brand and w.held
            union all
            select 'DELIVERIES', '', '', count(*), extract(epoch from clock_timestamp() - min(created_at))
            from webhook_deliveries where brand = :brand and state = 'PENDING'
              and endpoint_id in (select endpoint_id from webhook_endpoints where brand = :brand and state = 'ACTIVE')
            union all
            select 'DISABLED', '', '', count(*), null from webhook_endpoints where brand = :brand and state = 'DISABLED'""";

    private final Transactions transactions;
    private final EntityManager entities;

    BrandLook(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    List<Row> at(String brand) {
        return transactions.in(Scope.administrationOf(brand), () -> {
            @SuppressWarnings("unchecked")
            List<Object[]> rows = entities.createNativeQuery(LOOK)
                    .setParameter("brand", brand)
                    .getResultList();
            return rows.stream().map(BrandLook::row).toList();
        });
    }

    private static Row row(Object[] row) {
        return new Row(
                What.valueOf((String) row[0]),
                (String) row[1],
                (String) row[2],
                ((Number) row[3]).longValue(),
                row[4] == null ? null : ((Number) row[4]).doubleValue());
    }
}
