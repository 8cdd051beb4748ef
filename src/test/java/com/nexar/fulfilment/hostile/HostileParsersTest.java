package com.nexar.fulfilment.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.bundles.BundleTargets;
import com.nexar.fulfilment.easyecom.EasyEcomTargets;
import com.nexar.fulfilment.orders.CallerTargets;
import com.nexar.fulfilment.webhooks.WebhookTargets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What reads EasyEcom's answers and webhooks, and what callers send, takes anything: the right is read, and the wrong is one of the errors
 * that whoever reads it counts on, within a second. With {@code -Pfuzz} for minutes; {@code -Dfuzz.seed=} repeats a run, and
 * {@code -Dfuzz.keep} adds what was new to the corpus.
 */
class HostileParsersTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_128L);
    private static final boolean LONG = Boolean.getBoolean("fuzz.long");
    private static final long INPUTS = Long.getLong("fuzz.inputs", LONG ? 10_000_000L : 60_000L);
    private static final Duration AT_MOST = LONG ? Duration.ofMinutes(10) : Duration.ofSeconds(12);

    private static final List<Target> TARGETS = Stream.of(
                    EasyEcomTargets.all(), CallerTargets.all(), WebhookTargets.all(), BundleTargets.all())
            .flatMap(List::stream)
            .toList();

    @Test
    void whatever_comes_ends_in_a_value_or_in_an_error_that_is_counted_on() throws InterruptedException {
        Feeding feeding = new Feeding(TARGETS, SEED);

        feeding.run(INPUTS, AT_MOST);

        if (System.getProperty("fuzz.keep") != null) {
            feeding.keep();
        }
        System.out.println("Hostile inputs: " + feeding.inputs() + ", the slowest took "
                + feeding.slowest().toMillis() + " ms; -Dfuzz.seed=" + SEED + "; outcomes: " + counted(feeding));
        assertThat(feeding.crashes()).isEmpty();
        for (Target target : TARGETS) {
            assertThat(feeding.outcomes().get(target.name()))
                    .as(target.name() + " is read and refused")
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void what_was_kept_is_read_as_ever() {
        List<String> crashes = new ArrayList<>();
        for (Target target : TARGETS) {
            for (byte[] input : Corpus.of(target)) {
                String outcome = Feeding.outcome(target, input);
                if (outcome.startsWith("CRASH")) {
                    crashes.add(target + " " + outcome);
                }
            }
        }

        assertThat(crashes).isEmpty();
        assertThat(Corpus.size()).isBetween(1L, Corpus.LARGEST_IN_ALL);
    }

    @Test
    void a_crash_is_found() throws InterruptedException {
        Target broken = new Target("broken", 1, List.of("{\"a\":1}".getBytes()), input -> {
            if (new String(input).contains("NaN")) {
                throw new NumberFormatException("for the test");
            }
            return "read";
        });
        Feeding feeding = new Feeding(List.of(broken), SEED);

        feeding.run(5_000, Duration.ofSeconds(30));

        assertThat(feeding.crashes()).singleElement().asString().contains("NumberFormatException");
    }

    private static Map<String, Integer> counted(Feeding feeding) {
        Map<String, Integer> counted = new TreeMap<>();
        feeding.outcomes().forEach((target, outcomes) -> counted.put(target, outcomes.size()));
        return counted;
    }
}
