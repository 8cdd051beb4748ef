package com.nexar.fulfilment.brands;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The brands and locations of this deployment, from configuration; a silly one stops the start and names its key. */
@Startup
@Singleton
public class Brands {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Map<String, Brand> brands;

    Brands(BrandsConfig config) {
        Map<String, Brand> checked = new TreeMap<>();
        config.brands().forEach((code, brand) -> checked.put(code, checked(code, brand)));
        this.brands = Collections.unmodifiableMap(checked);
    }

    public Collection<Brand> all() {
        return brands.values();
    }

    public List<Location> locations() {
        return brands.values().stream().flatMap(b -> b.locations().stream()).toList();
    }

    public Optional<Brand> brand(String code) {
        return Optional.ofNullable(brands.get(code));
    }

    public Optional<Location> location(String brand, String code) {
        return brand(brand)
                .flatMap(b -> b.locations().stream()
                        .filter(l -> l.code().equals(code))
                        .findFirst());
    }

    /** The brand that this location belongs to; every {@link Location} comes from here, so it exists. */
    public Brand of(Location location) {
        return brands.get(location.brand());
    }

    private static Brand checked(String code, BrandsConfig.BrandConfig config) {
        String prefix = "fulfilment.brands." + code;
        require(CODE.matcher(code).matches(), prefix, "a brand's code is lower-case letters, digits and dashes");
        var easyecom = config.easyecom();
        String scheme = easyecom.url().getScheme();
        require(
                ("https".equals(scheme) || "http".equals(scheme))
                        && easyecom.url().getHost() != null,
                prefix + ".easyecom.url",
                "needs an http or https URL with a host");
        require(easyecom.url().getQuery() == null, prefix + ".easyecom.url", "takes no query");
        require(!easyecom.apiKey().isBlank(), prefix + ".easyecom.api-key", "must not be empty");
        require(!easyecom.email().isBlank(), prefix + ".easyecom.email", "must not be empty");
        require(!easyecom.password().isBlank(), prefix + ".easyecom.password", "must not be empty");
        require(!config.locations().isEmpty(), prefix + ".locations", "needs at least one location");
        Map<String, String> keys = new HashMap<>();
        List<Location> locations = new ArrayList<>();
        new TreeMap<>(config.locations()).forEach((name, location) -> {
            String at = prefix + ".locations." + name;
            require(CODE.matcher(name).matches(), at, "a location's code is lower-case letters, digits and dashes");
            require(!location.key().isBlank(), at + ".key", "must not be empty");
            String other = keys.put(location.key(), at);
            require(other == null, at + ".key", "is the same as that of " + other);
            locations.add(new Location(code, name, location.name().orElse(name), location.key()));
        });
        var account = new EasyEcomAccount(
                easyecom.url(), easyecom.apiKey(), easyecom.email(), easyecom.password(), easyecom.tier());
        return new Brand(code, account, List.copyOf(locations), webhooks(prefix, easyecom));
    }

    private static WebhookKeys webhooks(String prefix, BrandsConfig.EasyEcomConfig easyecom) {
        Set<String> companies = Set.copyOf(easyecom.webhookCompanies().orElse(List.of()));
        require(
                easyecom.webhookToken().filter(String::isBlank).isEmpty(),
                prefix + ".easyecom.webhook-token",
                "must not be empty");
        require(
                companies.stream().noneMatch(String::isBlank),
                prefix + ".easyecom.webhook-companies",
                "must not hold an empty id");
        return new WebhookKeys(easyecom.webhookToken().map(String::strip), companies);
    }

    private static void require(boolean ok, String key, String message) {
        if (!ok) {
            throw new IllegalArgumentException("Configuration " + key + ": " + message);
        }
    }
}
