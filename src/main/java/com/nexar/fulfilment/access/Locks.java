package com.nexar.fulfilment.access;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Rows that are locked, as they are at that moment. A plain {@code find} with a lock gives back what this session has read before,
 * locked but as it was then: who has waited for the lock would decide, and write, on what somebody else has changed meanwhile.
 */
public final class Locks {

    private Locks() {}

    /** Whether this session has read it before. */
    public static boolean isRead(EntityManager entities, Class<?> type, Object id) {
        return known(entities.unwrap(SessionImplementor.class), type, id) != null;
    }

    /** Locked until the caller's transaction ends; null where there is none (any more). */
    public static <T> T inLock(EntityManager entities, Class<T> type, Object id) {
        SessionImplementor session = entities.unwrap(SessionImplementor.class);
        Object known = known(session, type, id);
        if (known == null || session.getCurrentLockMode(known).greaterThan(LockMode.READ)) {
            return session.find(type, id, LockModeType.PESSIMISTIC_WRITE);
        }
        try {
            session.refresh(known, LockModeType.PESSIMISTIC_WRITE);
            return type.cast(known);
        } catch (EntityNotFoundException e) {
            return null;
        }
    }

    private static Object known(SessionImplementor session, Class<?> type, Object id) {
        EntityKey key = session.generateEntityKey(
                id, session.getFactory().getMappingMetamodel().getEntityDescriptor(type));
        return session.getPersistenceContextInternal().getEntity(key);
    }
}
