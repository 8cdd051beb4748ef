package com.nexar.fulfilment.manifests;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A manifest that was asked for; its id is its operation's. */
@Entity
@Table(name = "manifests")
class Manifest extends PanacheEntityBase {

    /**
     * @param number as EasyEcom answered it; null where it did not
     * @param documentUrl of EasyEcom's manifest document, if it gave one
     * @param refused EasyEcom said no to this group
     */
    @RegisterForReflection
    record Group(
            String carrierId,
            String marketplaceId,
            List<Long> shipmentIds,
            String number,
            String documentUrl,
            boolean refused) {

        Group answered(String number, String documentUrl) {
            return new Group(carrierId, marketplaceId, shipmentIds, number, documentUrl, false);
        }

        Group asRefused() {
            return new Group(carrierId, marketplaceId, shipmentIds, null, null, true);
        }
    }

    @Id
    UUID manifestId;

    String brand;
    String location;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Group> groups;

    @JdbcTypeCode(SqlTypes.JSON)
    List<ManifestView.Blocked> blocked;

    Instant createdAt;

    protected Manifest() {}

    Manifest(
            UUID id,
            String brand,
            String location,
            List<Group> groups,
            List<ManifestView.Blocked> blocked,
            Instant at) {
        this.manifestId = id;
        this.brand = brand;
        this.location = location;
        this.groups = groups;
        this.blocked = blocked;
        this.createdAt = at;
    }
}
