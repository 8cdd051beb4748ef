package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Location;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The budgets of all brands, as this pod takes part in them. */
final class Budgets {

    private static final Duration KNOWN_WELL_ENOUGH = Duration.ofSeconds(1);

    private final Function<Location, Brand> brands;
    private final EasyEcomConfig config;
    private final SharedBudget shared;
    private final Meters meters;
    private final Map<String, PermitLine> lines = new ConcurrentHashMap<>();

    Budgets(Function<Location, Brand> brands, EasyEcomConfig config, SharedBudget shared, Meters meters) {
        this.brands = brands;
        this.config = config;
        this.shared = shared;
        this.meters = meters;
    }

    PermitLine line(Location location) {
        return lines.computeIfAbsent(location.brand(), brand -> {
            Terms terms = terms(location);
            var line = new PermitLine(terms, shared, config.permitWait());
            meters.quotaLeft(brand, line, known -> Quota.of(terms, known.known()));
            return line;
        });
    }

    /** A 429 of EasyEcom's, for all pods. */
    void pause(Location location, Duration pause) {
        if (!terms(location).unlimited()) {
            shared.pause(location, pause);
        }
    }

    /** EasyEcom says that the day's calls are used up; null where they are not counted. */
    EasyEcomUnavailable usedUp(Location location, String what) {
        Terms terms = terms(location);
        if (terms.unlimited()) {
            return null;
        }
        shared.spent(location, config.quota().lookAgain());
        return line(location).spent(what, config.quota().lookAgain());
    }

    Quota quota(Location location, boolean mayAsk) {
        Terms terms = terms(location);
        PermitLine line = line(location);
        SharedBudget.Standing standing =
                terms.unlimited() ? null : mayAsk ? line.standing(location, KNOWN_WELL_ENOUGH) : line.known();
        return Quota.of(terms, standing);
    }

    private Terms terms(Location location) {
        return Terms.of(brands.apply(location).easyecom().tier(), config.quota());
    }
}
