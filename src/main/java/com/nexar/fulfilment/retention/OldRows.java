package com.nexar.fulfilment.retention;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** What goes by its age alone, and is no other room's to sweep. */
@Singleton
class OldRows {

    /** One batch; over all brands. */
    enum Kind {
        QUARANTINE(500, """
                delete from quarantine where id in (
                  select id from quarantine where last_seen_at < :before order by last_seen_at limit :batch for update skip locked)"""),
        /** The PDF names consignees; without its address it is not fetched again. */
        MANIFEST_DOCUMENTS(50, """
                with old as (
                  select manifest_id, brand from manifests
                  where created_at < :before and jsonb_path_exists(groups, '$[*] ? (@.documentUrl != null)')
                  order by created_at limit :batch for update skip locked
                ), papers as (
                  select d.brand, d.key from old o join documents d
                    on d.brand = o.brand and d.shipment_id = 0 and d.key like 'manifest/' || o.manifest_id || '/%'
                ), chunks as (
                  delete from document_chunks c using papers p where c.brand = p.brand and c.shipment_id = 0 and c.key = p.key
                ), documents as (
                  delete from documents d using papers p where d.brand = p.brand and d.shipment_id = 0 and d.key = p.key
                )
                update manifests m set groups = (
                  select jsonb_agg(g || '{"documentUrl": null}' order by n) from jsonb_array_elements(m.groups) with ordinality e (g, n))
                from old where m.manifest_id = old.manifest_id"""),
        /** With their items, up to 200 each. */
        REPLAYS(20, """
                delete from replays where replay_id in (
                  select replay_id from replays where created_at < :before order by created_at limit :batch for update skip locked)"""),
        OPERATIONS(500, """
                with old as (
                  select operation_id from operations where finished_at < :before order by finished_at limit :batch for update skip locked
                ), parts as (
                  delete from operation_shipments where operation_id in (select operation_id from old)
                )
                delete from operations where operation_id in (select operation_id from old)""");

        private final int batch;
        private final String delete;

        Kind(int batch, String delete) {
            this.batch = batch;
            this.delete = delete;
        }

        String delete() {
            return delete;
        }

        /** So many rows at most, in one transaction. */
        int batch() {
            return batch;
        }
    }

    private final Transactions transactions;
    private final EntityManager entities;

    OldRows(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    /** @return how many there were */
    int forget(Kind kind, Instant before) {
        return transactions.in(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(kind.delete)
                        .setParameter("before", before)
                        .setParameter("batch", kind.batch)
                        .executeUpdate());
    }
}
