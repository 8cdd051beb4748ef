package com.nexar.fulfilment.retention;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;

/**
 * Where the buyer's personal data lies, and how a finished shipment forgets it: recipient, papers, and what people wrote into free text.
 * The shipment itself, its stages, AWB and quantities stay.
 */
@Singleton
class PersonalData {

    private static final String OPERATIONS = """
            select cast(operation_id as text) from operation_shipments
            where brand = :brand and shipment_id = any(cast(:ids as bigint[]))""";

    private static final String FORGET_WHY = "update replay_items set would_because = " + Words.ERASED
            + ", did_because = case when did_because is not null then " + Words.ERASED
            + " end where brand = :brand and ";

    /** Of shipments {@code :ids}, which are locked, and all their {@code :operations}, which are finished. */
    static final List<String> FORGET = List.of(
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
            // what was asked for in words, what it came to in EasyEcom's words, and what a person said of it
            "update operations set request = request - '{note,reason,labelUrl,trackingUrl}'::text[], doubted = null, problem = "
                    + Words.problem("problem") + ", settled_reason = case when settled_reason is not null then "
                    + Words.ERASED
                    + " end where brand = :brand and operation_id = any(cast(:operations as uuid[])) and finished_at is not null",
            "update operation_shipments set problem = " + Words.problem("problem")
                    + " where brand = :brand and shipment_id = any(cast(:ids as bigint[])) and problem is not null",
            """
            update manifests set groups = coalesce((
              select jsonb_agg(jsonb_set(g, '{refusal,message}', 'null', false) order by n)
              from jsonb_array_elements(groups) with ordinality e (g, n)), '[]')
            where brand = :brand and manifest_id = any(cast(:operations as uuid[]))""",
            FORGET_WHY + "operation_id = any(cast(:operations as uuid[]))",
            FORGET_WHY + """
            quarantine_id = any(array(select id from quarantine
              where brand = :brand and upstream_id = any(cast(:ids as bigint[])) and feed <> 'PRODUCTS'))""",
            // papers, and bundles with them among others
            "delete from document_chunks where brand = :brand and shipment_id = any(cast(:ids as bigint[]))",
            "delete from documents where brand = :brand and shipment_id = any(cast(:ids as bigint[]))",
            """
            with gone as (
              delete from document_bundles
              where brand = :brand and bundle_id = any(cast(:operations as uuid[])) and finished_at is not null
              returning 'bundle/' || bundle_id as key
            ), chunks as (
              delete from document_chunks where brand = :brand and shipment_id = 0 and key in (select key from gone)
            )
            delete from documents where brand = :brand and shipment_id = 0 and key in (select key from gone)""",
            // the feed never held the recipient; the scan's note, reasons and problems it did
            "update changes set data = (" + Words.shipment("data::jsonb")
                    + ")::json where brand = :brand and subject = any(cast(cast(:ids as bigint[]) as text[])) and data is not null",
            "update changes set data = (" + Words.operation("data::jsonb")
                    + ")::json where brand = :brand and subject = any(cast(:operations as text[])) and data is not null",
            // what an endpoint has not taken yet it is to hear all the same, without these words; it is signed when it
            // leaves
            "update webhook_deliveries set body = jsonb_set(body::jsonb, '{data}', "
                    + Words.shipment("body::jsonb -> 'data'")
                    + ")::text where brand = :brand and subject = any(cast(cast(:ids as bigint[]) as text[])) and state = 'PENDING'",
            "update webhook_deliveries set body = jsonb_set(body::jsonb, '{data}', "
                    + Words.operation("body::jsonb -> 'data'")
                    + ")::text where brand = :brand and subject = any(cast(:operations as text[])) and state = 'PENDING'",
            """
            delete from webhook_deliveries where brand = :brand and state <> 'PENDING'
              and subject = any(cast(cast(:ids as bigint[]) as text[]) || cast(:operations as text[]))""",
            """
            delete from quarantine
            where brand = :brand and upstream_id = any(cast(:ids as bigint[])) and feed <> 'PRODUCTS'""");

    /** What these commands were answered with, and answers without a command that show these shipments. */
    private static final String FORGET_ANSWERS =
            "select forget_answers(cast(:operations as uuid[]), cast(:ids as bigint[])) is null";

    private final EntityManager entities;

    PersonalData(EntityManager entities) {
        this.entities = entities;
    }

    /** In the transaction that holds the locks of these shipments, of this brand. */
    void inForget(String brand, Collection<Long> shipments) {
        String ids = array(shipments);
        String operations = array(entities.createNativeQuery(OPERATIONS)
                .setParameter("brand", brand)
                .setParameter("ids", ids)
                .getResultList());
        FORGET.forEach(statement -> filled(statement, brand, ids, operations).executeUpdate());
        filled(FORGET_ANSWERS, brand, ids, operations).getSingleResult();
    }

    private Query filled(String statement, String brand, String ids, String operations) {
        Query query = entities.createNativeQuery(statement);
        query.getParameters()
                .forEach(each -> query.setParameter(
                        each.getName(),
                        switch (each.getName()) {
                            case "brand" -> brand;
                            case "ids" -> ids;
                            default -> operations;
                        }));
        return query;
    }

    private static String array(Collection<?> values) {
        return values.toString().replace('[', '{').replace(']', '}');
    }
}
