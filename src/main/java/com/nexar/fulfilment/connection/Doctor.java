package com.nexar.fulfilment.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The door to the examination of a location's connection. Over all pods there is one at a time and not one right after another: who
 * asks meanwhile gets what the one under way finds, and who asks soon after gets the last one again.
 */
@Singleton
public class Doctor {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** Beside the calls: what the database takes. */
    private static final Duration AROUND_IT = Duration.ofSeconds(5);

    private final Examination examination;
    private final CheckupTable table;
    private final ConnectionConfig.Checks config;
    private final ObjectMapper json;
    private final Clock clock;

    Doctor(Examination examination, CheckupTable table, ConnectionConfig config, ObjectMapper json, Clock clock) {
        this.examination = examination;
        this.table = table;
        this.config = config.checks();
        this.json = json;
        this.clock = clock;
    }

    /**
     * Looks at everything, within {@code fulfilment.connection.checks.within}: at most two calls, each tried again as any read is, and a
     * login only where there is no token and one is due.
     *
     * @throws EasyEcomUnavailable another pod is at it and does not come to an end
     */
    public Checkup examine(Location location) {
        Duration lease = config.within().plus(AROUND_IT);
        Instant giveUp = clock.instant().plus(lease).plus(AROUND_IT);
        while (clock.instant().isBefore(giveUp)) {
            Optional<Long> right = table.claim(location, lease, config.every());
            if (right.isPresent()) {
                return examined(location, right.get());
            }
            Optional<String> last = table.settled(location);
            if (last.isPresent()) {
                return read(last.get());
            }
            if (!slept()) {
                break;
            }
        }
        throw new EasyEcomUnavailable(
                location + ": another checkup is under way and takes long; look again for its result.", AROUND_IT);
    }

    private Checkup examined(Location location, long right) {
        String report = null;
        try {
            Instant at = clock.instant();
            List<CheckItem> items = examination.of(location, config.within());
            Instant end = clock.instant();
            var checkup = new Checkup(
                    location.brand(),
                    location.code(),
                    at,
                    Duration.between(at, end).toMillis(),
                    end.plus(config.every()),
                    Checkup.worst(items),
                    items);
            report = written(checkup);
            return checkup;
        } finally {
            table.finish(location, right, report);
        }
    }

    private String written(Checkup checkup) {
        try {
            return json.writeValueAsString(checkup);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Checkup read(String report) {
        try {
            return json.readValue(report, Checkup.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK_AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
