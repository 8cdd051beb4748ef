package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Asks for each order that EasyEcom has made until the facade shows it, and remembers how long that took. */
final class Sightings implements AutoCloseable {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(20);

    private record Waiting(String path, long since) {}

    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final List<Double> seconds = new ArrayList<>();
    private final Thread looking;
    private volatile boolean over;

    Sightings(int port) {
        looking = Thread.ofPlatform().name("sightings").start(() -> look(port));
    }

    /** @param location of our API @param since of {@link System#nanoTime()}: when EasyEcom had it */
    void expect(String location, long shipment, long since) {
        waiting.add(new Waiting(location + "/shipments/" + shipment, since));
    }

    /** Until all are seen. @return what it took, in seconds, sorted */
    List<Double> all(Duration atMost) {
        for (long end = System.nanoTime() + atMost.toNanos(); !waiting.isEmpty(); ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(waiting.size() + " orders were never seen, such as " + waiting.peek());
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
        synchronized (seconds) {
            return seconds.stream().sorted().toList();
        }
    }

    static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    private void look(int port) {
        try (Wire wire = new Wire(port)) {
            while (!over) {
                for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                    Waiting one = all.next();
                    if (wire.send(Ask.get(one.path())).status() == 200) {
                        synchronized (seconds) {
                            seconds.add((System.nanoTime() - one.since()) / 1e9);
                        }
                        all.remove();
                    }
                }
                LockSupport.parkNanos(LOOKS_EVERY.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
