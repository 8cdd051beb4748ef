package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.access.CallerLimits;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** No client asks for more than its share of a brand's EasyEcom calls of a day, counted over all pods. */
@Singleton
public class EasyEcomShares {

    private static final Duration KNOWN_WELL_ENOUGH = Duration.ofSeconds(1);
    private static final Duration WORTH_KEEPING = Duration.ofMinutes(1);

    private record Seen(int used, long at, Instant dayEnds) {}

    private final Map<AskedCalls.By, Seen> seen = new ConcurrentHashMap<>();
    private final AskedCalls asked;
    private final EasyEcomConnection connection;
    private final CallerLimits limits;
    private final Brands brands;
    private final Transactions transactions;
    private final EntityManager entities;

    EasyEcomShares(
            AskedCalls asked,
            EasyEcomConnection connection,
            CallerLimits limits,
            Brands brands,
            Transactions transactions,
            EntityManager entities) {
        this.asked = asked;
        this.connection = connection;
        this.limits = limits;
        this.brands = brands;
        this.transactions = transactions;
        this.entities = entities;
    }

    /** A {@code rate-limited} problem where the client has had its share of the brand's day. */
    public void mustHaveLeft(Location location, String client) {
        double share = limits.easyecomShare(client);
        Quota quota = share < 1 ? connection.quota(location) : null;
        if (quota == null || quota.leftToday() == null || quota.resetsAt() == null) {
            return; // not counted, or not known
        }
        int most = (int) Math.floor(share * quota.perDay());
        if (used(new AskedCalls.By(location.brand(), client), quota.resetsAt()) >= most) {
            throw new Problem(
                            ProblemCode.RATE_LIMITED,
                            client + " has asked for its share of the EasyEcom calls of " + location.brand() + ": "
                                    + most
                                    + " of the " + quota.perDay() + " of a day; nothing was sent. It starts anew at "
                                    + quota.resetsAt() + ".")
                    .withRetryAfter(quota.resetsIn());
        }
    }

    /** For all pods to know what this one has counted. */
    void write() {
        for (AskedCalls.By by : asked.clients()) {
            brands.brand(by.brand())
                    .map(brand -> connection.quota(brand.locations().getFirst()).resetsAt())
                    .ifPresentOrElse(dayEnds -> look(by, dayEnds), () -> asked.take(by)); // a day that is not counted
        }
        long now = System.nanoTime();
        seen.values().removeIf(each -> now - each.at() > WORTH_KEEPING.toNanos());
    }

    private int used(AskedCalls.By by, Instant dayEnds) {
        Seen last = seen.get(by);
        boolean fresh = last != null
                && last.dayEnds().equals(dayEnds)
                && System.nanoTime() - last.at() < KNOWN_WELL_ENOUGH.toNanos();
        return (fresh ? last : look(by, dayEnds)).used() + asked.unwritten(by);
    }

    private Seen look(AskedCalls.By by, Instant dayEnds) {
        int more = asked.take(by);
        try {
            int used = transactions.in(Scope.administrationOf(by.brand()), () -> inAdd(by, dayEnds, more));
            Seen now = new Seen(used, System.nanoTime(), dayEnds);
            seen.put(by, now);
            return now;
        } catch (RuntimeException e) {
            asked.giveBack(by, more);
            throw e;
        }
    }

    /** A pod that has not heard of the new day yet does not bring the old one back. */
    private int inAdd(AskedCalls.By by, Instant dayEnds, int more) {
        return ((Number) entities.createNativeQuery("""
                        insert into easyecom_shares as known (brand, client, day_ends_at, used) values (?1, ?2, ?3, ?4)
                        on conflict (brand, client) do update set
                          used = case when known.day_ends_at < excluded.day_ends_at then excluded.used
                                      when known.day_ends_at = excluded.day_ends_at then known.used + excluded.used
                                      else known.used end,
                          day_ends_at = greatest(known.day_ends_at, excluded.day_ends_at)
                        returning used""")
                        .setParameter(1, by.brand())
                        .setParameter(2, by.client())
                        .setParameter(3, dayEnds)
                        .setParameter(4, more)
                        .getSingleResult())
                .intValue();
    }
}
