package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Requests;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Taking the order for a bundle: it is written down before anything is fetched, and the same again joins it while it is made. */
@Singleton
class BundleIntent implements CommandAgain {

    private record Taken(UUID bundle, Lease begun) {}

    private final Operations operations;
    private final Transactions transactions;
    private final Requests requests;
    private final EntityManager entities;
    private final Clock clock;

    BundleIntent(
            Operations operations, Transactions transactions, EntityManager entities, Clock clock, Requests requests) {
        this.operations = operations;
        this.transactions = transactions;
        this.requests = requests;
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public OperationKind kind() {
        return OperationKind.BUNDLE;
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        return take(location, requests.read(finished, Wanted.class), caller);
    }

    /** @return the bundle, which is also its operation's id */
    UUID take(Location location, MakeBundle order, String caller) {
        return take(location, Wanted.of(order), caller);
    }

    private UUID take(Location location, Wanted wanted, String caller) {
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
