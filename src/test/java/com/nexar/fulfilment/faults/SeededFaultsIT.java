package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Orders, callers and faults drawn from seeds; after each the promises I1 to I14 hold. {@code -Dseeds=100 -DfirstSeed=1}, or one
 * alone with {@code -Dseed=7}.
 */
@Tag("faults")
class SeededFaultsIT {

    private static final Stacks STACKS = new Stacks(null);

    @TestFactory
    Stream<DynamicTest> every_promise_is_kept_whatever_goes_wrong() {
        return Seeds.asked().stream()
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> keepsItsPromises(seed)));
    }

    @AfterAll
    static void end() {
        STACKS.close();
    }

    private static void keepsItsPromises(long seed) {
        SeedPlan plan = SeedPlan.of(seed);
        System.out.println(plan);
        SeededRun.Result result = SeededRun.of(STACKS.of(plan), plan);
        System.out.println(Tale.line(result));
        Tale.write(result);
        assertThat(result.violations()).as(() -> Tale.whole(result)).isEmpty();
    }
}
