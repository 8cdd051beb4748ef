package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;

/** The door to how many of a location's shipments are late, at risk and fine. */
@Singleton
public class RiskCounts {

    /** Of shipments. @param oldest what has to be, or had to be, handed over first; null where there is none */
    public record Counts(long late, long atRisk, long fine, Oldest oldest) {}

    public record Oldest(
            long shipmentId, long orderId, String referenceCode, Instant shipBy, Instant handOverBy, Risk risk) {}

    private static final String COUNT = """
            with running as materialized (
              select shipment_id, order_id, reference_code, ship_by, %s as hand_over_by from shipments
              where brand = :brand and location = :location and %s
            ), risks as (select *, %s as risk from running)
            select late, at_risk, fine, shipment_id, order_id, reference_code, ship_by, hand_over_by, risk
            from (select count(*) filter (where risk = 'LATE') as late, count(*) filter (where risk = 'AT_RISK') as at_risk,
                count(*) filter (where risk = 'FINE') as fine from risks) as counts
              left join (select * from risks order by hand_over_by, shipment_id limit 1) as oldest on true""".formatted(ShipByRule.HAND_OVER_BY, ShipByRule.RUNNING, ShipByRule.RISK);

    private final Transactions transactions;
    private final EntityManager entities;
    private final ShipByRule rule;
    private final Clock clock;

    RiskCounts(Transactions transactions, EntityManager entities, ShipByRule rule, Clock clock) {
        this.transactions = transactions;
        this.entities = entities;
        this.rule = rule;
        this.clock = clock;
    }

    /** One query. */
    public Counts of(Location location) {
        return transactions.in(location, () -> {
            Query query = entities.createNativeQuery(COUNT)
                    .setParameter("brand", location.brand())
                    .setParameter("location", location.code());
            rule.parameters(clock.instant()).forEach((name, value) -> {
                if (!name.equals("riskHorizon")) {
                    query.setParameter(name, value);
                }
            });
            Object[] row = (Object[]) query.getSingleResult();
            return new Counts(number(row[0]), number(row[1]), number(row[2]), row[3] == null ? null : oldest(row));
        });
    }

    private static Oldest oldest(Object[] row) {
        return new Oldest(
                number(row[3]),
                number(row[4]),
                (String) row[5],
                (Instant) row[6],
                (Instant) row[7],
                Risk.valueOf((String) row[8]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
