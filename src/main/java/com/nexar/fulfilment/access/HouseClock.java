package com.nexar.fulfilment.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The one clock of the house: the machine's, set right by the database's. Pods compare times that other pods wrote (what was asked
 * of EasyEcom before what, until when a read-back proves nothing), so their clocks have to agree.
 */
final class HouseClock extends Clock {

    private final Clock machine;
    private volatile Duration ahead;

    HouseClock(Clock machine) {
        this(machine, Duration.ZERO);
    }

    private HouseClock(Clock machine, Duration ahead) {
        this.machine = machine;
        this.ahead = ahead;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead).truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new HouseClock(machine.withZone(zone), ahead);
    }

    /**
     * @param asked when the database was asked, by the machine's clock
     * @param answered when its answer came, by the same
     * @return how far this moved the clock
     */
    Duration set(Instant database, Instant asked, Instant answered) {
        Instant middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        Duration before = ahead;
        ahead = Duration.between(middle, database);
        return ahead.minus(before);
    }

    Instant machineNow() {
        return machine.instant();
    }
}
