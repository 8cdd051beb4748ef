package com.nexar.fulfilment.orders;

import java.io.Serializable;
import org.hibernate.SharedSessionContract;
import org.hibernate.type.descriptor.java.MutabilityPlan;

/**
 * Of a collection that is one column and is replaced whole: what was loaded need not be copied to be compared with. It counts as mutable
 * all the same, because Hibernate's tracking of what was set takes a collection for rows of another table and does not look at it.
 */
final class ReplacedWhole implements MutabilityPlan<Object> {

    @Override
    public boolean isMutable() {
        return true;
    }

    @Override
    public Object deepCopy(Object value) {
        return value;
    }

    @Override
    public Serializable disassemble(Object value, SharedSessionContract session) {
        throw new UnsupportedOperationException("Shipments are not cached");
    }

    @Override
    public Object assemble(Serializable cached, SharedSessionContract session) {
        throw new UnsupportedOperationException("Shipments are not cached");
    }
}
