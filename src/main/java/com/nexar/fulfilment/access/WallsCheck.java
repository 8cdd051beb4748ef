package com.nexar.fulfilment.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.jboss.logging.Logger;

/** Says at start whether the database's own walls hold for the role we run as. */
@Singleton
class WallsCheck {

    private static final Logger LOG = Logger.getLogger(WallsCheck.class);

    private static final String WALLED = "select row_security_active('shipments')";

    private final Transactions transactions;
    private final EntityManager entities;

    WallsCheck(Transactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    void onStart(@Observes StartupEvent event) {
        boolean walled = transactions.in(Scope.CLAIMING, () ->
                (Boolean) entities.createNativeQuery(WALLED, Boolean.class).getSingleResult());
        if (!walled) {
            LOG.warn(
                    "The database role owns the tables or bypasses row-level security: only the application keeps brands"
                            + " and locations apart. Set quarkus.flyway.username to an owner role and"
                            + " quarkus.datasource.username to one that is not (README, operations).");
        }
    }
}
