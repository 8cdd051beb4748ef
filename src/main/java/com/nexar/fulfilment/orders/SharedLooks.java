package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks at single shipments that are asked for at the same moment, as by a bulk of confirmations: while one look of a location is
 * under way the others gather, and one of them then reads pages for all. Nobody is told what was read before it asked. A single
 * look waits for nobody.
 */
@Singleton
class SharedLooks {

    private static final Logger LOG = Logger.getLogger(SharedLooks.class);

    /** Longer than this nobody waits for a page that another one reads. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a crowd gathers whose commands wait for the look. */
    private static final Duration BEFORE = Duration.ofMillis(50);

    /** The same where EasyEcom has taken the command in: nothing waits for that but its end. */
    private static final Duration AFTER = Duration.ofMillis(250);

    /**
     * A row as a shared page showed it.
     *
     * @param asOf when the page was asked for
     */
    record Seen(UpstreamShipment row, Instant asOf) {}

    /**
     * @param shared whether pages were read for many; otherwise the shipment is to be read by itself
     * @param seen null where no page showed it
     */
    record Look(boolean shared, Seen seen) {
        static final Look BY_ITSELF = new Look(false, null);
        static final Look NOT_YET = new Look(true, null);
    }

    private final SharedPages pages;
    private final Map<String, LookLine> lines = new ConcurrentHashMap<>();

    SharedLooks(SharedPages pages) {
        this.pages = pages;
    }

    /** @param since EasyEcom changed it since then, because of what we sent; null where its last change is as known here */
    Look at(Location location, long shipmentId, Instant since) {
        boolean after = since != null;
        LookLine line = lines.computeIfAbsent(
                location.ref() + (after ? " after" : " before"), each -> new LookLine(after ? AFTER : BEFORE));
        return line.look(shipmentId, since, asked -> read(location, asked));
    }

    /** Null where they are so few, or the list so ill, that each is better read by itself. */
    private LookLine.Read read(Location location, Map<Long, Instant> asked) {
        if (asked.size() <= SharedPages.few(asked)) {
            return null;
        }
        Map<Long, Look> looks = new HashMap<>();
        try {
            SharedPages.Untold untold = Lane.COMMANDS.call(() -> pages.show(
                    location, asked, (row, asOf) -> looks.put(row.shipmentId(), new Look(true, new Seen(row, asOf)))));
            boolean inVain = untold.givenUp() && looks.isEmpty();
            untold.ids().forEach(id -> looks.putIfAbsent(id, Look.BY_ITSELF));
            return new LookLine.Read(looks, inVain);
        } catch (EasyEcomFailure e) {
            LOG.infof("%s: %d shipments are read one by one: %s", location, asked.size(), e.getMessage());
            asked.keySet().forEach(id -> looks.putIfAbsent(id, Look.BY_ITSELF));
            return new LookLine.Read(looks, false);
        }
    }
}
