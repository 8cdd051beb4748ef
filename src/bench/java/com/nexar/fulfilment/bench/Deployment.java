package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.EasyEcom;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A facade with one brand of so many locations, on a database of its own, and an account of its own at EasyEcom. All timers run as in
 * production.
 */
record Deployment(String name, int locations, String tier) {

    private static final String BRAND = "fulfilment.brands.acme";

    String key() {
        return name + "-api-key";
    }

    /** @param n from 0 */
    String code(int n) {
        return String.format(Locale.ROOT, "l%04d", n);
    }

    /** EasyEcom's. */
    String locationKey(int n) {
        return "nx-" + name + "-" + code(n);
    }

    String path(int n) {
        return "/v1/brands/acme/locations/" + code(n);
    }

    EasyEcom account(BenchSandbox sandbox) {
        return sandbox.account().account(key());
    }

    void open(BenchSandbox sandbox) {
        Map<String, String> keys =
                IntStream.range(0, locations).boxed().collect(Collectors.toMap(this::locationKey, this::code));
        sandbox.account().open(key(), tier, keys);
    }

    long number(BenchDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(name), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** @param more settings */
    StartedService start(BenchDatabase database, BenchSandbox sandbox, Map<String, String> more) throws IOException {
        database.create(name);
        Map<String, String> settings = new TreeMap<>(Facade.settings(database, sandbox.url()));
        settings.keySet().removeIf(key -> key.startsWith(BRAND + ".locations."));
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl(name));
        settings.put(BRAND + ".easyecom.api-key", key());
        settings.put(BRAND + ".easyecom.tier", tier);
        for (int n = 0; n < locations; n++) {
            settings.put(BRAND + ".locations." + code(n) + ".key", locationKey(n));
        }
        settings.putAll(more);
        StartForm form = Facade.form(settings);
        StartedService service = StartedService.start(
                new StartForm(
                        form.name(),
                        form.folder(),
                        form.program(),
                        form.jar(),
                        path(0) + "/orders?limit=1",
                        form.settings(),
                        form.ports()),
                Report.OUT.resolve(name + ".log"));
        try {
            service.firstAnswer();
            return service;
        } catch (IllegalStateException failed) {
            service.close();
            throw failed;
        }
    }
}
