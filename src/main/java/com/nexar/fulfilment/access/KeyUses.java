package com.nexar.fulfilment.access;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each key was used last, over all pods; to the minute, so that using one costs no write. */
@Singleton
class KeyUses {

    /** Keys are of clients, and a client may see several brands. */
    private static final Scope NO_BRAND = new Scope("", "");

    /** Which key of which client. */
    record Key(String client, String id) {

        static Key of(Caller caller) {
            return new Key(caller.name(), caller.keyId());
        }
    }

    private final Map<Key, Instant> unwritten = new ConcurrentHashMap<>();
    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;

    KeyUses(Transactions transactions, EntityManager entities, Clock clock) {
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
    }

    void used(Caller caller) {
        unwritten.put(Key.of(caller), clock.instant());
    }

    /** One write of each key that was used since the last time. */
    void write() {
        unwritten.forEach((key, at) -> {
            transactions.run(NO_BRAND, () -> inWrite(key, at));
            unwritten.remove(key, at);
        });
    }

    /** Of the keys that were ever used. */
    Map<Key, Instant> last() {
        Map<Key, Instant> last = transactions.in(NO_BRAND, this::inLast);
        unwritten.forEach((key, at) -> last.merge(key, at, (one, other) -> one.isAfter(other) ? one : other));
        return last;
    }

    private void inWrite(Key key, Instant at) {
        entities.createNativeQuery("""
                        insert into key_uses (client, key_id, last_used_at) values (?1, ?2, ?3)
                        on conflict (client, key_id) do update set last_used_at = greatest(key_uses.last_used_at, excluded.last_used_at)""")
                .setParameter(1, key.client())
                .setParameter(2, key.id())
                .setParameter(3, at)
                .executeUpdate();
    }

    private Map<Key, Instant> inLast() {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("select client, key_id, last_used_at from key_uses")
                .getResultList();
        Map<Key, Instant> last = new HashMap<>();
        rows.forEach(row -> last.put(new Key((String) row[0], (String) row[1]), (Instant) row[2]));
        return last;
    }
}
