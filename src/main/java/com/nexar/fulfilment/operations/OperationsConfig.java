package com.nexar.fulfilment.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.operations.*}: how operations are waited for and followed up. */
@ConfigMapping(prefix = "fulfilment.operations")
interface OperationsConfig {

    /** How long a command waits for its outcome before it answers 202, unless the caller says {@code Prefer: wait=N}. */
    @WithDefault("25s")
    Duration waitAtMost();

    /** How often open operations are looked for. {@code off} switches it off. */
    @WithDefault("1s")
    String settleEvery();

    /** Between two looks at the same operation. */
    @WithDefault("5s")
    Duration settlePause();

    /** After this a request that was being sent when its pod died cannot be under way any more. */
    @WithDefault("3m")
    Duration sendingAtMost();
}
