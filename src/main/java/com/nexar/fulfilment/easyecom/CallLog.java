package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One line per call: location, operation, shipment, outcome, ms. Never a token, never personal data. */
final class CallLog {

    /** Of one location; each null before the first. */
    record Last(Instant callAt, Instant errorAt, String error) {}

    private static final Logger LOG = Logger.getLogger("com.nexar.fulfilment.easyecom.calls");
    private static final Last NEVER = new Last(null, null, null);

    private final Clock clock;
    private final Meters meters;
    private final Map<Location, Last> last = new ConcurrentHashMap<>();

    CallLog(Clock clock, Meters meters) {
        this.clock = clock;
        this.meters = meters;
    }

    <T> T timed(Location location, Call call, Supplier<T> calling) {
        long start = System.nanoTime();
        try {
            T result = calling.get();
            remember(location, null);
            count(location, call, "ok", start);
            line(call.write() ? Logger.Level.INFO : Logger.Level.DEBUG, location, call, "ok", start);
            return result;
        } catch (EasyEcomRefused e) {
            remember(location, null);
            count(location, call, "refused", start);
            line(Logger.Level.INFO, location, call, "refused " + e.upstream().code(), start);
            throw e;
        } catch (EasyEcomUnavailable e) {
            if (e.tooOld()) { // no call was made, and nothing is wrong with EasyEcom
                line(Logger.Level.DEBUG, location, call, "too old to be sent", start);
            } else {
                failed(location, call, e, start);
            }
            throw e;
        } catch (EasyEcomFailure e) {
            failed(location, call, e, start);
            throw e;
        }
    }

    private void failed(Location location, Call call, EasyEcomFailure e, long start) {
        remember(location, e.getMessage());
        count(location, call, e.code().code(), start);
        line(Logger.Level.WARN, location, call, e.code().code() + " (" + e.getMessage() + ")", start);
    }

    Last last(Location location) {
        return last.getOrDefault(location, NEVER);
    }

    private void count(Location location, Call call, String outcome, long start) {
        meters.call(location.brand(), Lane.current(call.lane()), outcome, System.nanoTime() - start);
    }

    private void remember(Location location, String error) {
        Instant now = clock.instant();
        last.compute(location, (key, before) -> {
            Last was = before == null ? NEVER : before;
            return error == null ? new Last(now, was.errorAt(), was.error()) : new Last(now, now, error);
        });
    }

    private static void line(Logger.Level level, Location location, Call call, String outcome, long start) {
        Object subject = call.subject() == null ? "-" : call.subject();
        long ms = (System.nanoTime() - start) / 1_000_000;
        LOG.logf(level, "%s %s %s %s %d ms", location.ref(), call.operation(), subject, outcome, ms);
    }
}
