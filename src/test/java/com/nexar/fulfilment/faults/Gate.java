package com.nexar.fulfilment.faults;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Everything that moves passes here; while it is shut, nothing does. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean shut;

    void shut() {
        lock.lock();
        shut = true;
        lock.unlock();
    }

    void open() {
        lock.lock();
        shut = false;
        opened.signalAll();
        lock.unlock();
    }

    /** @return whether it had to wait */
    boolean pass() {
        lock.lock();
        try {
            boolean waited = shut;
            while (shut) {
                opened.awaitUninterruptibly();
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }
}
