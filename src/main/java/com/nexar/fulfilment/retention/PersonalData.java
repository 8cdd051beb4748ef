package com.nexar.fulfilment.retention;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where the buyer's personal data lies, and how a finished shipment forgets it: recipient, papers, and what people wrote into free text.
 * The shipment itself, its stages, AWB and quantities stay.
 */
@Singleton
class PersonalData {

    /** A transaction of at most a few hundred rows and papers. */
    static final int BATCH = 50;

    /** One whose command is still open waits for that; the gauge of what is overdue tells when it takes too long. */
    private static final String DUE = """
            select shipment_id from shipments s
            where brand = :brand and stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') and stage_since < :before
              and (personal_data_erased_at is null or personal_data_erased_at < updated_at)
              and (personal_data_erased_at is null or updated_at < :before)
              and not exists (select from operation_shipments o
                where o.brand = s.brand and o.shipment_id = s.shipment_id and o.open)
            order by stage_since limit :batch for update skip locked""";

    private static final String OVERDUE = """
            select extract(epoch from cast(:before as timestamptz) - min(stage_since)) from shipments
            where brand = :brand and stage in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') and personal_data_erased_at is null""";

    /** Of shipments {@code :ids}, which are locked. */
    private static final List<String> ERASE = List.of(
            "delete from recipients where brand = :brand and shipment_id = any(cast(:ids as bigint[]))",
            """
            update shipments set personal_data_erased_at = clock_timestamp(), version = version + 1,
              hold_reason = null, confirm_failure = null, cancellation_reason = null, label_url = null, tracking_url = null,
              last_scan = last_scan || '{"note": null}'
            where brand = :brand and shipment_id = any(cast(:ids as bigint[]))""",
            // words of people and of EasyEcom; what happened, and when, stays
            """
            update shipment_history set content_before = null,
              detail = case when event in ('HELD', 'RELEASED', 'CONFIRM_FAILED', 'DOCUMENT_FAILED', 'CANCELLATION_SETTLED')
                then null else detail end
            where brand = :brand and shipment_id = any(cast(:ids as bigint[]))""",
            "update tracking_events set note = null where brand = :brand and shipment_id = any(cast(:ids as bigint[])) and note is not null",
            // what was asked for in words, and EasyEcom's own words about it
            """
            update operations set request = request - '{note,reason,labelUrl,trackingUrl}'::text[],
              problem = problem #- '{upstream,message}', doubted = null
            where operation_id in (select operation_id from operation_shipments
              where brand = :brand and shipment_id = any(cast(:ids as bigint[]))) and finished_at is not null""",
            // papers, bundles with them among others, and answers that show the shipment
            "delete from document_chunks where brand = :brand and shipment_id = any(cast(:ids as bigint[]))",
            "delete from documents where brand = :brand and shipment_id = any(cast(:ids as bigint[]))",
            """
            with gone as (
              delete from document_bundles where finished_at is not null and bundle_id in (
                select operation_id from operation_shipments where brand = :brand and shipment_id = any(cast(:ids as bigint[])))
              returning 'bundle/' || bundle_id as key
            ), chunks as (
              delete from document_chunks where brand = :brand and shipment_id = 0 and key in (select key from gone)
            )
            delete from documents where brand = :brand and shipment_id = 0 and key in (select key from gone)""",
            """
            delete from idempotency_keys k where brand = :brand and status is not null and (
              exists (select from operation_shipments o
                where o.brand = :brand and o.shipment_id = any(cast(:ids as bigint[]))
                  and (o.operation_id = k.operation_id or o.operation_id = any(k.operation_ids)))
              or k.operation_id is null and k.operation_ids is null and exists (
                select from unnest(cast(:ids as bigint[])) id where position(convert_to('"' || id || '"', 'UTF8') in k.body) > 0))""",
            // feed and deliveries never held the recipient; the scan's note and the reasons they did
            """
            update changes set data = jsonb_set(jsonb_set(jsonb_set(jsonb_set(data::jsonb, '{tracking,note}', 'null', false),
              '{cancellation,reason}', 'null', false), '{assignment,labelUrl}', 'null', false),
              '{assignment,trackingUrl}', 'null', false)::json
            where brand = :brand and subject = any(cast(cast(:ids as bigint[]) as text[])) and data is not null""",
            """
            delete from webhook_deliveries
            where brand = :brand and subject = any(cast(cast(:ids as bigint[]) as text[])) and state <> 'PENDING'""",
            """
            delete from quarantine
            where brand = :brand and upstream_id = any(cast(:ids as bigint[])) and feed like 'ORDERS%'""");

    private final Transactions transactions;
    private final EntityManager entities;

    PersonalData(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    /**
     * One batch of the brand's shipments, each pod another one.
     *
     * @return how many there were
     */
    int erase(String brand, Instant before) {
        return transactions.in(Scope.administrationOf(brand), () -> {
            List<?> due = entities.createNativeQuery(DUE)
                    .setParameter("brand", brand)
                    .setParameter("before", before)
                    .setParameter("batch", BATCH)
                    .getResultList();
            if (due.isEmpty()) {
                return 0;
            }
            String ids = due.toString().replace('[', '{').replace(']', '}');
            ERASE.forEach(statement -> entities.createNativeQuery(statement)
                    .setParameter("brand", brand)
                    .setParameter("ids", ids)
                    .executeUpdate());
            return due.size();
        });
    }

    /** How long ago the oldest that is still there should have been erased; zero where nothing is overdue. */
    Duration overdue(String brand, Instant before) {
        Number seconds =
                transactions.in(Scope.administrationOf(brand), () -> (Number) entities.createNativeQuery(OVERDUE)
                        .setParameter("brand", brand)
                        .setParameter("before", before)
                        .getSingleResult());
        return seconds == null || seconds.doubleValue() <= 0 ? Duration.ZERO : Duration.ofSeconds(seconds.longValue());
    }
}
