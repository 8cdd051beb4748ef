package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One look over all locations for those where a timer has something to do. Most have nothing at most times, and a transaction for each
 * of a thousand would cost more than all the rest.
 */
@Singleton
public class Lookout {

    private final Transactions transactions;
    private final EntityManager entities;
    private final List<Location> all;
    private final Map<String, Location> byRef;

    Lookout(Transactions transactions, EntityManager entities, Brands brands) {
        this.transactions = transactions;
        this.entities = entities;
        this.all = brands.locations();
        this.byRef = all.stream().collect(Collectors.toMap(Location::ref, Function.identity()));
    }

    /**
     * @param condition of SQL, on {@code l.brand} and {@code l.location}
     * @param parameters those that it names
     */
    public List<Location> where(String condition, Map<String, ?> parameters) {
        return transactions.in(Scope.CLAIMING, () -> {
            Query query = entities.createNativeQuery("""
                            select l.brand || '/' || l.location
                            from unnest(string_to_array(:brands, ','), string_to_array(:locations, ',')) as l (brand, location)
                            where %s""".formatted(condition))
                    .setParameter("brands", joined(Location::brand))
                    .setParameter("locations", joined(Location::code));
            parameters.forEach(query::setParameter);
            @SuppressWarnings("unchecked")
            List<String> refs = query.getResultList();
            return refs.stream().map(byRef::get).filter(Objects::nonNull).toList();
        });
    }

    /** Codes are letters, digits and dashes. */
    private String joined(Function<Location, String> code) {
        return all.stream().map(code).collect(Collectors.joining(","));
    }
}
