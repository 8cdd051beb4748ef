package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** All who are told what changes while a run lasts: readers of the feeds, and an endpoint of each brand. */
final class Listeners implements AutoCloseable {

    private static final List<String> BRANDS = List.of("acme", "zeta");
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(200);

    private final FeedReaders readers;
    private final List<HookReceiver> receivers;

    /** They hear all that happens from here on. */
    Listeners(Stack stack, Replicas replicas, History history, SplittableRandom random) {
        readers = new FeedReaders(stack, history, random.split());
        receivers = BRANDS.stream()
                .map(brand -> new HookReceiver(replicas, history, random.split()).of(brand))
                .toList();
    }

    /**
     * When all is over: they hear the rest, or their patience ends, and what they have not heard is missing in their history.
     *
     * @return how far the feeds have come, by brand/location
     */
    Map<String, Long> hearTheRest(Evidence evidence) {
        receivers.forEach(HookReceiver::behave);
        Map<String, Long> ends = evidence.feedEnds();
        readers.readTo(ends);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!evidence.posted() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
        return ends;
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(readers), receivers.stream()).forEach(Listeners::close);
    }

    private static void close(AutoCloseable listener) {
        try {
            listener.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
