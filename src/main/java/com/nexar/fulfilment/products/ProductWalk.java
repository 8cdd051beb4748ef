package com.nexar.fulfilment.products;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.EasyEcomProducts;
import com.nexar.fulfilment.easyecom.EasyEcomRefused;
import com.nexar.fulfilment.easyecom.ProductPage;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.Quarantine;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** Products in: everything once, then what changed since; page by page, each stored with its checkpoint. */
@Singleton
class ProductWalk {

    private static final Logger LOG = Logger.getLogger(ProductWalk.class);

    private final SyncCursors cursors;
    private final EasyEcomProducts easyecom;
    private final ProductTable table;
    private final Quarantine quarantine;
    private final Transactions transactions;
    private final ProductsConfig config;
    private final Clock clock;
    private final Pauses pauses;

    ProductWalk(
            SyncCursors cursors,
            EasyEcomProducts easyecom,
            ProductTable table,
            Quarantine quarantine,
            Transactions transactions,
            ProductsConfig config,
            Clock clock,
            Pauses pauses) {
        this.cursors = cursors;
        this.easyecom = easyecom;
        this.table = table;
        this.quarantine = quarantine;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** The brand's first location asks for all of them. */
    void walk(Brand brand) {
        Location location = brand.locations().getFirst();
        SyncCursor claimed = cursors.claim(location, Feed.PRODUCTS, null).orElse(null);
        if (claimed == null) {
            return;
        }
        String error = null;
        try {
            SyncCursor cursor = claimed.windowTo() == null
                    ? claimed.window(from(claimed), clock.instant().truncatedTo(ChronoUnit.SECONDS))
                    : claimed;
            Set<String> seen = new HashSet<>();
            while (cursor.windowTo() != null && !Thread.currentThread().isInterrupted() && !pauses.syncing(location)) {
                cursor = page(cursor, seen);
            }
        } catch (EasyEcomFailure e) {
            error = e.getMessage();
            LOG.warnf("Products of %s stop for now: %s", brand.code(), e.getMessage());
        } catch (RuntimeException e) {
            error = e.toString();
            throw e;
        } finally {
            cursors.release(claimed, error);
        }
    }

    /** Null the first time: everything. */
    private Instant from(SyncCursor cursor) {
        return cursor.doneUntil() == null
                ? null
                : cursor.doneUntil().minus(config.sync().overlap());
    }

    /** @param seen the cursors up to here, in this walk */
    private SyncCursor page(SyncCursor cursor, Set<String> seen) {
        ProductPage page;
        try {
            page = cursor.nextPage() == null
                    ? easyecom.first(cursor.location(), cursor.windowFrom())
                    : easyecom.next(cursor.location(), cursor.nextPage());
        } catch (EasyEcomRefused e) {
            if (cursor.nextPage() != null) {
                cursors.checkpoint(cursor.page(null), 0);
            }
            throw e;
        }
        seen.add(String.valueOf(cursor.nextPage()));
        boolean loops = page.next() != null && seen.contains(page.next());
        SyncCursor next = page.next() == null || loops ? cursor.windowDone() : cursor.page(page.next());
        transactions.run(cursor.location(), () -> {
            page.broken()
                    .forEach(row -> quarantine.setAside(
                            cursor.location(), Feed.PRODUCTS.name(), row.id(), row.raw(), row.reason()));
            table.store(cursor.location().brand(), page.products(), cursor.windowFrom() != null);
            cursors.inCheckpoint(next, page.products().size() + page.broken().size());
        });
        return next;
    }
}
