package com.nexar.fulfilment.access;

import jakarta.enterprise.inject.Instance;
import java.util.function.Supplier;

/**
 * A bean of whoever is made before the configuration is read, as filters are: looked up when it is first needed, and kept. Every
 * request would look it up anew else.
 *
 * @param <T> a singleton
 */
public final class Late<T> implements Supplier<T> {

    private final Instance<T> beans;
    private volatile T bean;

    private Late(Instance<T> beans) {
        this.beans = beans;
    }

    public static <T> Late<T> of(Instance<T> beans) {
        return new Late<>(beans);
    }

    @Override
    public T get() {
        T kept = bean;
        if (kept == null) {
            kept = beans.get();
            bean = kept;
        }
        return kept;
    }
}
