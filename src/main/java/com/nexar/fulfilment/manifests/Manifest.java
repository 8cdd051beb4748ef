package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Locks;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A manifest that was asked for; its id is its operation's. */
@Entity
@Table(name = "manifests")
class Manifest extends PanacheEntityBase {

    /** How far a group has come towards EasyEcom. */
    enum Progress {
        /** To be sent, for the first time or again. */
        NEW,
        /** Its request is leaving, or left and nobody has written down what became of it. */
        SENDING,
        /** Sent, and no word whether it took effect. */
        UNKNOWN,
        /** EasyEcom took it; each shipment's own row has to prove it. */
        ANSWERED,
        /** EasyEcom said no to a repeat, which may be an echo of our own success. */
        DOUBTED,
        /** Nothing of it is open. */
        DONE
    }

    /**
     * @param number as EasyEcom answered it; null where it did not
     * @param documentUrl of EasyEcom's manifest document, if it gave one
     * @param uncertain how often it was sent without a word whether it took effect
     * @param since when it came so far
     * @param quietUntil a read-back asked for after this that shows nothing proves that nothing happened
     * @param refusal EasyEcom's words, where it said no
     * @param lookedAt when it was last read back while another group was waiting to be sent; null for never
     */
    @RegisterForReflection
    record Group(
            String carrierId,
            String marketplaceId,
            List<Long> shipmentIds,
            String number,
            String documentUrl,
            Progress progress,
            int uncertain,
            Instant since,
            Instant quietUntil,
            Problem.Upstream refusal,
            Instant lookedAt) {

        static Group of(String carrierId, String marketplaceId, List<Long> shipmentIds, Instant at) {
            return new Group(carrierId, marketplaceId, shipmentIds, null, null, Progress.NEW, 0, at, null, null, null);
        }

        Group at(Progress next, Instant now) {
            return new Group(
                    carrierId,
                    marketplaceId,
                    shipmentIds,
                    number,
                    documentUrl,
                    next,
                    uncertain,
                    now,
                    quietUntil,
                    refusal,
                    null);
        }

        Group answered(String theirNumber, String theirDocument, Instant now) {
            return new Group(
                    carrierId,
                    marketplaceId,
                    shipmentIds,
                    theirNumber,
                    theirDocument,
                    Progress.ANSWERED,
                    uncertain,
                    now,
                    null,
                    null,
                    null);
        }

        Group unknown(Instant now, Instant until) {
            return new Group(
                    carrierId,
                    marketplaceId,
                    shipmentIds,
                    number,
                    documentUrl,
                    Progress.UNKNOWN,
                    uncertain + 1,
                    now,
                    until,
                    null,
                    null);
        }

        Group doubted(Problem.Upstream words, Instant now, Instant until) {
            return new Group(
                    carrierId,
                    marketplaceId,
                    shipmentIds,
                    number,
                    documentUrl,
                    Progress.DOUBTED,
                    uncertain,
                    now,
                    until,
                    words,
                    null);
        }

        Group looked(Instant now) {
            return new Group(
                    carrierId,
                    marketplaceId,
                    shipmentIds,
                    number,
                    documentUrl,
                    progress,
                    uncertain,
                    since,
                    quietUntil,
                    refusal,
                    now);
        }

        boolean is(Progress one) {
            return progress == one;
        }

        /** Of these those that belong to it. */
        List<Long> of(Collection<Long> shipments) {
            return shipmentIds.stream().filter(shipments::contains).toList();
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

    /** Of this operation, whose lock the caller holds. */
    static Manifest locked(UUID id) {
        return Locks.inLock(getEntityManager(), Manifest.class, id);
    }

    /** The group that has these shipments now stands like this. */
    void put(Group group) {
        groups = groups.stream()
                .map(before -> before.shipmentIds().equals(group.shipmentIds()) ? group : before)
                .toList();
    }

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
