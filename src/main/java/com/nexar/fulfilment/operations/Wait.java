package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** How long a command waits for its outcome: {@code Prefer: wait=N} (seconds), {@code respond-async}, else the setting. */
@Singleton
public class Wait {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int MOST = 60;

    private final OperationsConfig config;

    Wait(OperationsConfig config) {
        this.config = config;
    }

    /** Of the {@code Prefer} header; null where the caller sent none. */
    public Duration of(String prefer) {
        if (prefer == null) {
            return config.waitAtMost();
        }
        for (String part : prefer.toLowerCase(Locale.ROOT).split("[,;]")) {
            String word = part.strip();
            if (word.equals("respond-async")) {
                return Duration.ZERO;
            }
            if (word.startsWith("wait=")) {
                return seconds(word.substring("wait=".length()));
            }
        }
        return config.waitAtMost();
    }

    /** Asks again and again, less often each time, until it is so or the time is over. */
    public boolean until(Duration most, BooleanSupplier done) {
        long end = System.nanoTime() + most.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (System.nanoTime() + pause.toNanos() > end) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (done.getAsBoolean()) {
                return true;
            }
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
    }

    private static Duration seconds(String text) {
        try {
            int seconds = Integer.parseInt(text.strip());
            if (seconds >= 0 && seconds <= MOST) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw bad();
        }
        throw bad();
    }

    private static Problem bad() {
        return Problem.invalid("Prefer", "wait takes whole seconds from 0 to " + MOST);
    }
}
