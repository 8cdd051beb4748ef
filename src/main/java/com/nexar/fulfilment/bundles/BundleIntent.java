package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Taking the order for a bundle: it is written down before anything is fetched, and the same again joins it while it is made. */
@Singleton
class BundleIntent {

    private record Taken(UUID bundle, Lease begun) {}

    private final Operations operations;
    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;

    BundleIntent(Operations operations, Transactions transactions, EntityManager entities, Clock clock) {
        this.operations = operations;
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
    }

    /** @return the bundle, which is also its operation's id */
    UUID take(Location location, MakeBundle order, String caller) {
        Wanted wanted = Wanted.of(order);
        Taken taken = transactions.in(location, () -> inTake(location, wanted, caller));
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.bundle();
    }

    private Taken inTake(Location location, Wanted wanted, String caller) {
        String fingerprint = wanted.fingerprint();
        inOneAtATime(location, fingerprint);
        Optional<UUID> same = operations
                .inOfKey()
                .or(() -> Bundle.inMaking(location, fingerprint).map(bundle -> operations.inJoin(bundle.bundleId)));
        if (same.isPresent()) {
            return new Taken(same.get(), null);
        }
        Lease lease = operations.inBeginBeside(
                location,
                new Operations.Intent(OperationKind.BUNDLE, wanted.shipmentIds(), wanted, fingerprint, caller));
        new Bundle(lease.operation(), location, fingerprint, clock.instant()).persist();
        return new Taken(lease.operation(), lease);
    }

    /** Two callers who want the same at the same time get the same. */
    private void inOneAtATime(Location location, String fingerprint) {
        entities.createNativeQuery("select pg_advisory_xact_lock(hashtextextended('bundles/' || ?1, 0)) is null")
                .setParameter(1, location.ref() + "/" + fingerprint)
                .getSingleResult();
    }
}
