package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.access.Locks;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A bundle that was asked for; its id is its operation's. */
@Entity
@Table(name = "document_bundles")
class Bundle extends PanacheEntityBase {

    @Id
    UUID bundleId;

    String brand;
    String location;
    String fingerprint;

    @JdbcTypeCode(SqlTypes.JSON)
    List<BundleView.Missing> missing;

    int pages;
    Instant createdAt;

    /** Null while it is being made. */
    Instant finishedAt;

    /** Null so long, too. */
    Instant expiresAt;

    protected Bundle() {}

    Bundle(UUID id, Location location, String fingerprint, Instant at) {
        this.bundleId = id;
        this.brand = location.brand();
        this.location = location.code();
        this.fingerprint = fingerprint;
        this.missing = List.of();
        this.createdAt = at;
    }

    boolean finished() {
        return finishedAt != null;
    }

    boolean expired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** Of its PDF in the store. */
    String key() {
        return "bundle/" + bundleId;
    }

    static Bundle locked(UUID id) {
        return Locks.inLock(getEntityManager(), Bundle.class, id);
    }

    /** The one with these very papers that is being made just now. */
    static Optional<Bundle> inMaking(Location location, String fingerprint) {
        return find(
                        "brand = ?1 and location = ?2 and fingerprint = ?3 and finishedAt is null",
                        location.brand(),
                        location.code(),
                        fingerprint)
                .firstResultOptional();
    }

    /** Those of no use any more, of all locations, oldest first. */
    static List<Bundle> expired(Instant before, int most) {
        return Bundle.<Bundle>find("expiresAt < ?1 order by expiresAt", before)
                .page(0, most)
                .list();
    }
}
