package com.nexar.fulfilment.sandbox;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is still to happen in an account, by its own clock. Nothing waits in a thread: whoever enters the account
 * first lets everything happen that is due, so a test that advances the clock sees the result at once.
 */
final class Agenda {
    private record Entry(long dueMillis, long number, Runnable what) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::dueMillis).thenComparingLong(Entry::number));
    private long numbers;
    private long running = Long.MIN_VALUE;

    void at(long dueMillis, Runnable what) {
        entries.add(new Entry(dueMillis, numbers++, what));
    }

    void runUntil(long nowMillis) {
        while (!entries.isEmpty() && entries.peek().dueMillis() <= nowMillis) {
            Entry entry = entries.poll();
            running = entry.dueMillis();
            entry.what().run();
        }
        running = Long.MIN_VALUE;
    }

    /** The time at which something happens: while the agenda catches up, the moment it was due, else now. */
    long momentOr(long nowMillis) {
        return running == Long.MIN_VALUE ? nowMillis : running;
    }
}
