package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Locks;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A document that EasyEcom offers for a shipment: where it is, and once fetched, how large. */
@Entity
@Table(name = "documents")
class StoredDocument extends PanacheEntityBase {

    @Embeddable
    record Key(String brand, long shipmentId, String key) implements Serializable {}

    @EmbeddedId
    Key id;

    String location;
    String url;
    Long bytes;
    String sha256;
    Integer chunks;
    Instant fetchedAt;
    String failure;
    Instant updatedAt;

    protected StoredDocument() {}

    StoredDocument(Key id, String location) {
        this.id = id;
        this.location = location;
    }

    boolean fetched() {
        return fetchedAt != null;
    }

    static List<StoredDocument> of(String brand, long shipmentId) {
        return list("id.brand = ?1 and id.shipmentId = ?2", brand, shipmentId);
    }

    /** The URLs that EasyEcom named last. */
    static List<String> lastUrls(String brand, String location, int most) {
        return find("id.brand = ?1 and location = ?2 and url <> '' order by updatedAt desc", brand, location)
                .page(0, most)
                .<StoredDocument>list()
                .stream()
                .map(document -> document.url)
                .toList();
    }

    /** Whoever else asks for it at this moment, here or in another pod, may put it there first. */
    static StoredDocument lockedOrNew(Key id, String location, Instant now) {
        return locked(id).orElseGet(() -> {
            getEntityManager()
                    .createNativeQuery("""
                    insert into documents (brand, shipment_id, key, location, url, updated_at) values (?1, ?2, ?3, ?4, '', ?5)
                    on conflict do nothing""")
                    .setParameter(1, id.brand())
                    .setParameter(2, id.shipmentId())
                    .setParameter(3, id.key())
                    .setParameter(4, location)
                    .setParameter(5, now)
                    .executeUpdate();
            return locked(id).orElseThrow();
        });
    }

    static Optional<StoredDocument> locked(Key id) {
        return Optional.ofNullable(Locks.inLock(getEntityManager(), StoredDocument.class, id));
    }
}
