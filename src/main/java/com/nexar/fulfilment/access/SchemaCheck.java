package com.nexar.fulfilment.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * No start on a schema that is older than this release: pods that do not migrate ({@code quarkus.flyway.migrate-at-start=false}) rely on
 * somebody who has. A newer one is well: migrations leave the release before theirs running.
 */
@Singleton
class SchemaCheck {

    private static final int BEFORE_EVERYBODY = 1;
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.+");

    private static final String KNOWN = "select to_regprocedure('schema_version()') is not null";
    private static final String VERSION = "select schema_version()";

    private final Transactions transactions;
    private final EntityManager entities;
    private final Flyway flyway;

    SchemaCheck(Transactions transactions, EntityManager entities, Flyway flyway) {
        this.transactions = transactions;
        this.entities = entities;
        this.flyway = flyway;
    }

    void atStart(@Observes @Priority(BEFORE_EVERYBODY) StartupEvent event) {
        require(needed(), transactions.in(Scope.CLAIMING, this::found));
    }

    static void require(int needed, int found) {
        if (found < needed) {
            throw new IllegalStateException(
                    "The database's schema is at version %d, and this release needs %d: it has to be migrated first, with the owner's password (README, Ship it)"
                            .formatted(found, needed));
        }
    }

    /** The newest migration that is packaged with us; nothing is asked for it. */
    int needed() {
        return flyway.getConfiguration().getResourceProvider().getResources("V", new String[] {".sql"}).stream()
                .map(LoadableResource::getFilename)
                .map(MIGRATION::matcher)
                .filter(Matcher::matches)
                .mapToInt(migration -> Integer.parseInt(migration.group(1)))
                .max()
                .orElseThrow();
    }

    /** 0 where the schema does not even know its version. Inside a transaction. */
    int found() {
        return ask(KNOWN, Boolean.class) ? ask(VERSION, Integer.class) : 0;
    }

    private <T> T ask(String sql, Class<T> type) {
        return type.cast(entities.createNativeQuery(sql).getSingleResult());
    }
}
