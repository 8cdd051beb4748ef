package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.documents.DocumentPlaces;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomDocuments;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.EasyEcomProducts;
import com.nexar.fulfilment.easyecom.KeyVerdict;
import com.nexar.fulfilment.easyecom.ProductPage;
import com.nexar.fulfilment.easyecom.ReadWindow;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.inbound.Webhooks;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks what has to be asked; {@link Findings} and {@link Circumstances} say what the answers mean. Its calls are of the lanes of the lists that they read. */
@Singleton
class Examination {

    /** Enough to see that orders can be read, and a small page. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int PLACES = 20;

    private final EasyEcomConnection connection;
    private final EasyEcomOrders orders;
    private final EasyEcomProducts products;
    private final EasyEcomDocuments documents;
    private final DocumentPlaces stored;
    private final Webhooks webhooks;
    private final ConnectionConfig config;
    private final Clock clock;
    private final ExecutorService asking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("checkup-", 0).factory());

    Examination(
            EasyEcomConnection connection,
            EasyEcomOrders orders,
            EasyEcomProducts products,
            EasyEcomDocuments documents,
            DocumentPlaces stored,
            Webhooks webhooks,
            ConnectionConfig config,
            Clock clock) {
        this.connection = connection;
        this.orders = orders;
        this.products = products;
        this.documents = documents;
        this.stored = stored;
        this.webhooks = webhooks;
        this.config = config;
        this.clock = clock;
    }

    List<CheckItem> of(Location location, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Asked<Boolean> token = Asked.of(
                asking.submit(() -> {
                    connection.login(location); // keeps one that is good, and logs in only where that is due
                    return true;
                }),
                deadline,
                location + ": login");
        Asked<ShipmentPage> orderPage = null;
        Asked<ProductPage> productPage = null;
        Asked<KeyVerdict> key = null;
        if (token.answered()) {
            var asksOrders = asking.submit(() -> orders.first(location, new ReadWindow(now.minus(WINDOW), now)));
            var asksProducts = asking.submit(() -> products.first(location, now));
            orderPage = Asked.of(asksOrders, deadline, location + ": orders");
            productPage = Asked.of(asksProducts, deadline, location + ": products");
        } else {
            key = Asked.of(asking.submit(() -> connection.key(location)), deadline, location + ": x-api-key");
        }
        var findings = new Findings(location, token, key, orderPage, productPage);
        List<CheckItem> items = new ArrayList<>();
        items.add(findings.token(connection.state(location).tokenIssuedAt()));
        items.add(findings.locationKey());
        items.add(findings.apiKey());
        items.add(findings.orderRead());
        items.add(findings.productRead());
        items.add(Circumstances.clock(
                connection.clock(location).filter(heard -> !heard.at().isBefore(now)),
                config.checks().clockTolerance()));
        items.add(findings.quota(connection.quota(location), config.quotaLow()));
        items.add(Circumstances.webhooks(location, webhooks.standing(location), clock.instant()));
        items.add(Circumstances.documentOrigin(places(location, orderPage), documents::allows));
        return items;
    }

    private List<URI> places(Location location, Asked<ShipmentPage> page) {
        List<URI> places = new ArrayList<>(stored.last(location, PLACES));
        if (page != null && page.answered()) {
            page.value()
                    .shipments()
                    .forEach(row -> places.addAll(row.documents().values()));
        }
        return places;
    }
}
