package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.EasyEcom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Does what was planned, each at its time and until its end, and puts everything right when the time is over. */
final class Troublemaker {

    private static final Duration FREEZES_WITHIN = Duration.ofSeconds(6);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(50);

    private static final Trouble NO_FURTHER_PAGE = new Trouble.DropRequest(Integer.MAX_VALUE).about("cursor=");

    private static final int SLOW_IN_A_ROW = 12;

    private final Stack stack;
    private final Duration slowness;
    private final long start = System.nanoTime();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    /** @param slowness of EasyEcom when all else is over */
    Troublemaker(Stack stack, Duration slowness) {
        this.stack = stack;
        this.slowness = slowness;
    }

    /** Returns when all of it is over and every pod is ready again. */
    void make(List<Mischief.Planned> planned, Duration during) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Mischief.Planned one : planned) {
                each.submit(() -> {
                    waitUntil(one.after());
                    doIt(one.what());
                });
            }
            waitUntil(during);
        }
        mend();
    }

    List<String> log() {
        return List.copyOf(log);
    }

    private void doIt(Mischief.Wrong wrong) {
        note(wrong.toString());
        try {
            switch (wrong) {
                case Mischief.Wrong.Network network ->
                    trouble(
                            pod(network.pod()).easyecom(),
                            network.path().isEmpty()
                                    ? network.trouble()
                                    : network.trouble().onlyAt(network.path()),
                            network.length());
                case Mischief.Wrong.Store store ->
                    trouble(pod(store.pod()).database(), store.trouble(), store.length());
                case Mischief.Wrong.Kill kill -> kill(pod(kill.pod()), kill.restartAfter());
                case Mischief.Wrong.Pause pause -> pause(pod(pause.pod()), pause.length());
                case Mischief.Wrong.Freeze freeze -> freeze(pod(freeze.pod()), freeze);
                case Mischief.Wrong.CrashDatabase crash -> stack.restartDatabase();
                case Mischief.Wrong.Upstream upstream ->
                    easyecom(upstream.brand()).post("/sandbox/faults", upstream.fault());
                case Mischief.Wrong.RevokeTokens tokens ->
                    easyecom(tokens.brand()).revokeTokens();
                case Mischief.Wrong.ListsDown down -> down(down);
            }
        } catch (RuntimeException e) {
            note(wrong + " could not be done: " + e);
        }
    }

    private void trouble(Proxy proxy, Trouble trouble, Duration length) {
        proxy.trouble(trouble);
        pass(length);
        proxy.clear();
    }

    /** Never all of them at once: somebody has to be there to take over. */
    private void kill(Pod pod, Duration restartAfter) {
        synchronized (pod) {
            if (!pod.alive()) {
                return;
            }
            pod.kill9();
            pass(restartAfter);
            pod.start();
        }
    }

    private void pause(Pod pod, Duration length) {
        synchronized (pod) {
            if (!pod.alive()) {
                return;
            }
            pod.pause();
            pass(length);
            pod.resume();
        }
    }

    /** Where no command comes by in time, nothing freezes. */
    private void freeze(Pod pod, Mischief.Wrong.Freeze freeze) {
        synchronized (pod) {
            if (!pod.alive()) {
                return;
            }
            long before = stack.agent().frozen(pod);
            stack.agent().armFreeze(pod, freeze.point(), freeze.nth());
            long end = System.nanoTime() + FREEZES_WITHIN.toNanos();
            while (stack.agent().frozen(pod) == before) {
                if (System.nanoTime() > end && stack.agent().disarm()) {
                    note(freeze + ": never came there");
                    return;
                }
                pass(LOOKS_EVERY);
            }
            note(freeze + ": now");
            pass(freeze.length());
            pod.resume();
        }
    }

    private void down(Mischief.Wrong.ListsDown down) {
        EasyEcom easyecom = easyecom(down.brand());
        easyecom.post("/sandbox/faults", Map.of("operation", "orders", "kind", "503", "probability", 1));
        pass(down.wholly());
        stack.pods().forEach(pod -> pod.easyecom().trouble(NO_FURTHER_PAGE));
        easyecom.noFaults();
        pass(down.onlyFirstPages());
        stack.pods().forEach(pod -> pod.easyecom().clear());
    }

    private void mend() {
        for (String brand : List.of("acme", "zeta")) {
            easyecom(brand).noFaults();
        }
        for (Pod pod : stack.pods()) {
            pod.easyecom().clear();
            pod.database().clear();
            if (!pod.alive()) {
                pod.start();
            }
        }
        stack.pods().forEach(Pod::awaitReady);
        Mischief.OPERATIONS.forEach(operation -> easyecom("acme").post("/sandbox/faults", slow(operation)));
        note("all is well again, only EasyEcom is slow for a while");
    }

    /** Every pod is there by then: whoever thinks that another has given up its work finds some that only takes its time. */
    private Map<String, Object> slow(String operation) {
        return Map.of(
                "operation",
                operation,
                "kind",
                "slow",
                "when",
                "before",
                "times",
                SLOW_IN_A_ROW,
                "delay",
                slowness.toString());
    }

    private Pod pod(int number) {
        return stack.pods().get(number - 1);
    }

    private EasyEcom easyecom(String brand) {
        return stack.easyecom(brand + "/");
    }

    private void note(String what) {
        log.add(Instant.now() + " " + what);
    }

    private void waitUntil(Duration after) {
        pass(after.minusNanos(System.nanoTime() - start));
    }

    private static void pass(Duration time) {
        if (time.isPositive()) {
            LockSupport.parkNanos(time.toNanos());
        }
    }
}
