package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One scaled seed for every build; the series is {@link SeededFaultsIT}. */
@Tag("faults-short")
class SeededFaultsShortIT {

    private static final long SEED = 1;

    @Test
    void every_promise_is_kept_in_one_seed() {
        SeedPlan plan = SeedPlan.of(SEED);
        try (Stacks stacks = new Stacks(null)) {
            SeededRun.Result result = SeededRun.of(stacks.of(plan), plan);
            System.out.println(Tale.line(result));
            Tale.write(result);
            assertThat(result.violations()).as(() -> Tale.whole(result)).isEmpty();
        }
    }
}
