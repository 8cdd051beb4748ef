package com.nexar.fulfilment.bench;

import java.time.Duration;
import java.util.function.Supplier;

/** One of those that are asked the same, which is on that port and that process. */
record Rival(String name, int port, long pid, BenchDatabase database, int connections, Asking asking) {

    static final String RATE = "requests/s";
    static final String CPU = "CPU per request, µs";
    static final String DATABASE_CPU = "PostgreSQL's CPU per request, µs";
    static final String P50 = "p50 at 30 %, ms";
    static final String P99 = "p99 at 30 %, ms";

    /** Of the capacity, in the open model. */
    private static final double SHARE = 0.3;

    static Rival of(String name, StartedService service, BenchDatabase database, int connections, Asking asking) {
        return new Rival(name, service.port(), service.pid(), database, connections, asking);
    }

    /** Before anything counts. */
    void warmUp(Duration time) {
        ClosedLoop.during(time, port, connections, asking);
    }

    /** What it can do, and what that costs. @return requests a second */
    double capacity(Duration time, Figures figures) {
        return capacity(() -> ClosedLoop.during(time, port, connections, asking), figures);
    }

    /** Where nothing can be asked twice. */
    double capacity(long times, Figures figures) {
        return capacity(() -> ClosedLoop.times(times, port, connections, asking), figures);
    }

    /** @param capacity of it, just measured */
    void latency(double capacity, Duration time, Figures figures) {
        Served served = OpenModel.at(SHARE * capacity, time, port, 4 * connections, asking);
        figures.add(name, P50, served.millis(0.5));
        figures.add(name, P99, served.millis(0.99));
    }

    private double capacity(Supplier<Served> load, Figures figures) {
        double before = ProcessCpu.seconds(pid);
        double databaseBefore = database.cpuSeconds();
        Served served = load.get();
        double used = ProcessCpu.seconds(pid) - before;
        double databaseUsed = database.cpuSeconds() - databaseBefore;
        figures.add(name, RATE, served.perSecond());
        figures.add(name, CPU, used / served.count() * 1e6);
        figures.add(name, DATABASE_CPU, databaseUsed / served.count() * 1e6);
        return served.perSecond();
    }
}
