/**
 * What is measured, beside peers and limits: every {@code *Bench} is one scenario, run by {@code ./mvnw verify -Pbench}. A scenario
 * starts its services as processes of their own ({@link com.nexar.fulfilment.bench.BenchDatabase},
 * {@link com.nexar.fulfilment.bench.BenchSandbox}, {@link com.nexar.fulfilment.bench.Facade},
 * {@link com.nexar.fulfilment.bench.StartedService}), lets all of them take turns in each round
 * ({@link com.nexar.fulfilment.bench.Rounds}), puts load on them ({@link com.nexar.fulfilment.bench.ClosedLoop},
 * {@link com.nexar.fulfilment.bench.OpenModel}), keeps the figures ({@link com.nexar.fulfilment.bench.Figures}) and tells
 * ({@link com.nexar.fulfilment.bench.Report}). Easy to get wrong: a figure of one competitor alone says little on a machine that
 * does other things too; only ratios of the same round do.
 */
package com.nexar.fulfilment.bench;
