package com.nexar.fulfilment.bench;

import java.time.Duration;
import java.util.List;

/**
 * One of those that are asked the same.
 *
 * @param pids whose CPU time counts
 */
record Rival(String name, int port, List<Long> pids, Asking asking) {

    static final String RATE = "requests/s";
    static final String CPU = "CPU per request, µs";
    static final String P50 = "p50 at 30 %, ms";
    static final String P99 = "p99 at 30 %, ms";

    /** Of the capacity, in the open model. */
    private static final double SHARE = 0.3;

    /** Before anything counts. */
    void warmUp(Duration time, int connections) {
        ClosedLoop.during(time, port, connections, asking);
    }

    /** What it can do, and what that costs. @return requests a second */
    double capacity(Duration time, int connections, Figures figures) {
        double before = cpuSeconds();
        Served served = ClosedLoop.during(time, port, connections, asking);
        double used = cpuSeconds() - before;
        figures.add(name, RATE, served.perSecond());
        figures.add(name, CPU, used / served.count() * 1e6);
        return served.perSecond();
    }

    /** @param capacity of it, just measured */
    void latency(double capacity, Duration time, int connections, Figures figures) {
        Served served = OpenModel.at(SHARE * capacity, time, port, connections, asking);
        figures.add(name, P50, served.millis(0.5));
        figures.add(name, P99, served.millis(0.99));
    }

    private double cpuSeconds() {
        return pids.stream().mapToDouble(ProcessCpu::seconds).sum();
    }
}
