package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.addresses.Lookup;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.EasyEcomAccount;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.brands.Tier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All gateways towards one URL, wired by hand, with the defaults of the configuration except for short times. */
final class Gateways {

    static final Location BLR = new Location("acme", "blr1", "Bengaluru 1", "nx1000000001");
    static final Vertx VERTX = vertx();

    final MemoryBudget budget;
    final MemoryTokens shared;
    final EasyEcomCalls calls;
    final EasyEcomOrders orders;
    final EasyEcomProducts products;
    final EasyEcomAssignments assignments;
    final EasyEcomConfirmations confirmations;
    final EasyEcomManifests manifests;
    final EasyEcomTracking tracking;
    final EasyEcomDocuments documents;
    final EasyEcomConnection connection;
    volatile boolean inTransaction;

    Gateways(URI url, String... settings) {
        this(url, Clock.systemUTC(), Tier.UNLIMITED, settings);
    }

    Gateways(URI url, Clock clock, Tier tier, String... settings) {
        this(
                url,
                List.of("http://127.0.0.1:" + url.getPort(), "http://localhost:" + url.getPort()),
                new Lookup(false, "…"),
                clock,
                tier,
                settings);
    }

    /** @param origins where documents may be fetched from @param lookup how their hosts are looked up */
    Gateways(URI url, List<String> origins, Lookup lookup, Clock clock, Tier tier, String... settings) {
        var account = new EasyEcomAccount(url, "demo-api-key-0000", "api.user@example.com", "demo-password", tier);
        var brand = new Brand("acme", account, List.of(BLR));
        EasyEcomConfig config = config(settings);
        budget = new MemoryBudget(clock);
        shared = new MemoryTokens(config.token().loginLockout(), clock);
        calls = new EasyEcomCalls(
                l -> brand,
                config,
                VERTX,
                clock,
                () -> inTransaction,
                budget,
                shared,
                new SimpleMeterRegistry(),
                location -> {});
        orders = new EasyEcomOrders(calls);
        products = new EasyEcomProducts(calls);
        assignments = new EasyEcomAssignments(calls);
        confirmations = new EasyEcomConfirmations(calls);
        manifests = new EasyEcomManifests(calls);
        tracking = new EasyEcomTracking(calls);
        documents = new EasyEcomDocuments(calls, orders, origins, lookup, VERTX);
        connection = new EasyEcomConnection(calls);
    }

    /** As Quarkus makes it: names are looked up by the JVM. */
    private static Vertx vertx() {
        System.setProperty("vertx.disableDnsResolver", "true");
        return Vertx.vertx();
    }

    static EasyEcomConfig config(String... settings) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "fulfilment.easyecom.timeout", "1500ms",
                "fulfilment.easyecom.connect-timeout", "1s",
                "fulfilment.easyecom.retry-pause", "1ms",
                "fulfilment.easyecom.throttle-pause", "20ms",
                "fulfilment.easyecom.permit-wait", "50ms"));
        for (String setting : settings) {
            String[] sides = setting.split("=", 2);
            properties.put("fulfilment.easyecom." + sides[0], sides[1]);
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EasyEcomConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(EasyEcomConfig.class);
    }
}
