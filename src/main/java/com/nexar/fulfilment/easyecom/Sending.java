package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Gets a request out: with a permit of its lane, through breaker and bulkhead, and with one last look before it leaves. */
final class Sending {

    /** The permit was too old when the request was ready; nothing was sent. */
    static final class Lapsed extends RuntimeException {
        Lapsed() {
            super("the permit had lapsed", null, false, false);
        }
    }

    // One connection that is slow to open costs a permit; many in a row say that nothing gets out in time.
    private static final int MOST_LAPSES = 5;

    private static final ScopedValue<LongAdder> LEFT = ScopedValue.newInstance();

    private final Budgets budgets;
    private final Breakers breakers;
    private final Meters meters;

    Sending(Budgets budgets, Breakers breakers, Meters meters) {
        this.budgets = budgets;
        this.breakers = breakers;
        this.meters = meters;
    }

    /** How many calls this work sent. */
    static long counted(Runnable work) {
        var left = new LongAdder();
        ScopedValue.where(LEFT, left).run(work);
        return left.sum();
    }

    /**
     * @param further asked beside the permit, at the same moment
     * @param sending puts it on the wire; throws {@link Lapsed} where the permit had lapsed
     */
    <T> T out(
            Location location,
            Call.Endpoints endpoints,
            Class<T> type,
            Departure further,
            Function<Departure, T> sending) {
        PermitLine line = budgets.line(location);
        for (int lapses = 0; ; lapses++) {
            Permit permit = permit(line, location, further);
            Departure departure = departure(permit, further);
            try {
                return breakers.call(location.brand(), endpoints, type, () -> sending.apply(departure));
            } catch (Lapsed e) {
                if (lapses == MOST_LAPSES) {
                    throw new EasyEcomUnavailable(
                            location + ": no connection to EasyEcom while a permit lasted, " + (lapses + 1)
                                    + " times in a row; nothing was sent.",
                            Duration.ofSeconds(1));
                }
            } finally {
                line.settle(permit);
            }
        }
    }

    private Permit permit(PermitLine line, Location location, Departure further) {
        Lane lane = Lane.current(Lane.COMMANDS);
        return meters.waited(lane, () -> line.take(location, lane, further.until()));
    }

    private static Departure departure(Permit permit, Departure further) {
        LongAdder left = LEFT.isBound() ? LEFT.get() : new LongAdder();
        Runnable asked = Asked.current();
        return () -> {
            further.check();
            permit.use();
            left.increment();
            asked.run();
        };
    }
}
