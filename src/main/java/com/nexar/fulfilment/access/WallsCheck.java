package com.nexar.fulfilment.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * No start as a role that the database's own walls do not hold: the owner of the tables, a superuser, one with {@code bypassrls}, or a
 * member of such a role. Only who says so ({@code fulfilment.access.one-database-role}) goes on without them.
 */
@Singleton
class WallsCheck {

    private static final Logger LOG = Logger.getLogger(WallsCheck.class);

    /** After the schema's version, before anybody works. */
    private static final int EARLY = 2;

    /** Tables that have a wall, and the role that we run as stands on both sides of it, or it was switched off. */
    static final String OPEN = """
            select cast(c.relname as text) from pg_class c
            where c.relkind in ('r', 'p') and c.relnamespace = cast(current_schema() as regnamespace)
              and (c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid))
              and not row_security_active(c.oid)
            order by 1""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final AccessConfig config;

    WallsCheck(Transactions transactions, EntityManager entities, AccessConfig config) {
        this.transactions = transactions;
        this.entities = entities;
        this.config = config;
    }

    void atStart(@Observes @Priority(EARLY) StartupEvent event) {
        require(transactions.in(Scope.CLAIMING, this::open), config.oneDatabaseRole());
    }

    /** Inside a transaction. */
    @SuppressWarnings("unchecked")
    List<String> open() {
        return entities.createNativeQuery(OPEN).getResultList();
    }

    static void require(List<String> open, boolean oneRole) {
        if (open.isEmpty()) {
            return;
        }
        String what = "The database role owns the tables or bypasses row-level security (" + open.getFirst()
                + (open.size() > 1 ? " and " + (open.size() - 1) + " more" : "")
                + "): only the application keeps brands and locations apart. Set quarkus.flyway.username to an owner role"
                + " and quarkus.datasource.username to one that is not (README, The database)";
        if (!oneRole) {
            throw new IllegalStateException(
                    what + ", or fulfilment.access.one-database-role=true if one role is really meant to do both");
        }
        LOG.warn(what);
    }
}
