package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Those who follow the feeds while a run lasts: of every location one who polls and one who has a stream. */
final class FeedReaders implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Reader(String place, FeedFollower follower, Thread thread) {}

    private final List<Reader> readers = new ArrayList<>();
    private volatile boolean over;

    /** Returns when each has found its place. */
    FeedReaders(Stack stack, History history, SplittableRandom random) {
        for (String place : stack.locations()) {
            for (FeedFollower.By by : FeedFollower.By.values()) {
                FeedFollower follower = new FeedFollower(stack, history, random.split(), place, by);
                follower.begin();
                readers.add(new Reader(place, follower, Thread.startVirtualThread(() -> {
                    while (!over) {
                        follower.follow();
                    }
                })));
            }
        }
    }

    /** They end when they have come as far as this, by brand/location, or when that takes too long. */
    void readTo(Map<String, Long> ends) {
        close();
        List<Callable<Boolean>> rest = new ArrayList<>();
        for (Reader reader : readers) {
            rest.add(() -> reader.follower().readTo(ends.getOrDefault(reader.place(), 0L), PATIENCE));
        }
        Warehouse.together(rest);
    }

    @Override
    public void close() {
        over = true;
        for (Reader reader : readers) {
            try {
                reader.thread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
