package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.orders.Announcements;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads what messages named: nothing where it is known already, one call per order where there are few, the list first where there
 * are many. In the lane of orders: no command waits for it.
 */
@Singleton
class AnnouncedReading {

    private static final Logger LOG = Logger.getLogger(AnnouncedReading.class);

    /** More orders than this are cheaper with the list, which shows hundreds with a call. */
    static final int FEW = 5;

    private static final int AT_ONCE = 4;

    private final Announcements orders;
    private final Reads reads;
    private final Transactions transactions;
    private final MeterRegistry metrics;
    private volatile boolean stopping;

    AnnouncedReading(Announcements orders, Reads reads, Transactions transactions, MeterRegistry metrics) {
        this.orders = orders;
        this.reads = reads;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    /** From here on no further order is begun. */
    void stop() {
        stopping = true;
    }

    void read(Location location, List<Reads.Due> due) {
        List<Reads.Due> open = rest(location, due, "known");
        if (byOrder(open).size() > FEW && open.stream().allMatch(each -> each.failures() == 0)) {
            if (!Lane.ORDERS.call(() -> orders.readList(location))) {
                later(location, open, Duration.ZERO);
                return;
            }
            open = rest(location, open, "list");
        }
        readEach(location, byOrder(open));
    }

    /** Those that are still to be read; the others are done. */
    private List<Reads.Due> rest(Location location, List<Reads.Due> due, String how) {
        Set<Long> known = transactions.in(
                location,
                () -> orders.inCaughtUp(
                        location,
                        due.stream()
                                .map(each -> new Announcements.Told(each.shipmentId(), each.content(), each.wantedAt()))
                                .toList()));
        Map<Boolean, List<Reads.Due>> split =
                due.stream().collect(Collectors.partitioningBy(each -> known.contains(each.shipmentId())));
        done(location, split.get(true), how);
        return split.get(false);
    }

    private void readEach(Location location, Collection<List<Reads.Due>> each) {
        AtomicReference<EasyEcomFailure> failure = new AtomicReference<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("announced-", 0).factory())) {
            each.forEach(order -> readers.execute(() -> {
                if (stopping) {
                    later(location, order, Duration.ZERO);
                } else if (failure.get() == null) {
                    readOrder(location, order, failure);
                } else { // one is enough: the others would meet the same
                    later(location, order, pause(failure.get()));
                }
            }));
        }
    }

    private void readOrder(Location location, List<Reads.Due> order, AtomicReference<EasyEcomFailure> failure) {
        try {
            Lane.ORDERS.run(() -> orders.read(
                    location,
                    order.getFirst().orderId(),
                    order.stream().map(Reads.Due::shipmentId).toList(),
                    "webhook " + order.getFirst().messageId()));
            done(location, order, "read");
        } catch (EasyEcomUnavailable e) {
            if (e.ofOneRow()) {
                LOG.warnf("An announced order of %s is left to the list: %s", location, e.getMessage());
                done(location, order, "unreadable");
                return;
            }
            unread(location, order, e, failure);
        } catch (EasyEcomFailure e) {
            unread(location, order, e, failure);
        } catch (RuntimeException e) { // the rim of this order
            LOG.errorf(e, "Reading an announced order of %s failed", location);
            later(location, order, Duration.ZERO);
        }
    }

    private void unread(
            Location location, List<Reads.Due> order, EasyEcomFailure why, AtomicReference<EasyEcomFailure> failure) {
        if (failure.compareAndSet(null, why)) {
            LOG.warnf("What was announced for %s cannot be read for now: %s", location, why.getMessage());
        }
        later(location, order, pause(why));
    }

    private void done(Location location, List<Reads.Due> due, String how) {
        if (!due.isEmpty()) {
            reads.done(location, due);
            count(location, how, due.size());
        }
    }

    private void later(Location location, List<Reads.Due> due, Duration asked) {
        reads.later(location, due, asked);
        count(location, "later", due.size());
    }

    private void count(Location location, String how, int shipments) {
        metrics.counter("fulfilment.webhooks.reads", "brand", location.brand(), "location", location.code(), "how", how)
                .increment(shipments);
    }

    private static Duration pause(EasyEcomFailure why) {
        return why.retryAfter() == null ? Duration.ZERO : why.retryAfter();
    }

    /** One call shows all shipments of an order; those of which the order is not known stand by themselves. */
    private static Collection<List<Reads.Due>> byOrder(List<Reads.Due> due) {
        Map<Long, List<Reads.Due>> orders = new LinkedHashMap<>();
        due.forEach(each -> orders.computeIfAbsent(
                        each.orderId() == null ? Long.valueOf(-each.shipmentId()) : each.orderId(),
                        id -> new ArrayList<>())
                .add(each));
        return orders.values();
    }
}
