package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Lookout;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.ChangeType;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells a location's feed when a shipment comes to be at risk and when it comes to be late, each once. How far a shipment's risk was told
 * stands beside it in the database and goes up with the entry in one transaction; it goes down without a word when the ship-by time
 * moves away, so that the next crossing is told again. What is late when it is first seen is told only while that is news: the first
 * sync of an old backlog would tell of thousands.
 */
@Singleton
class RiskWatch {

    private static final Logger LOG = Logger.getLogger(RiskWatch.class);

    private static final int BATCH = 100;

    private static final int BATCHES_A_ROUND = 100;

    /** The offset keeps the moment from being computed anew wherever it is named. */
    private static final String OF_THESE = """
            select shipment_id, ship_by, %1$s as risk, coalesce(risk_told, 'FINE') as told,
              hand_over_by < received_at and hand_over_by < :newsSince as old_news
            from shipments cross join lateral (select %2$s as hand_over_by offset 0) as due
            where brand = :brand and location = :location and %3$s
            """.formatted(ShipByRule.RISK, ShipByRule.HAND_OVER_BY, ShipByRule.RUNNING);

    /**
     * In two parts, so that each finds its few rows by an index: what may have become worse, and what may have become better. They are
     * locked last, and looked at once more: another pod may have told of them meanwhile, or they were handed over.
     */
    private static final String CROSSED = """
            with crossed as materialized (
              select shipment_id as id, ship_by as due, risk, told, old_news from (%1$s and ship_by <= :riskHorizon and risk_told is distinct from 'LATE'
                union all
                %1$s and ship_by >= :riskNow and risk_told is not null and (ship_by > :riskHorizon or risk_told = 'LATE')) as either
              where told <> risk order by ship_by, shipment_id limit :most)
            select id, risk, told, old_news from crossed
            join shipments as s on s.brand = :brand and s.location = :location and s.shipment_id = id
              and s.ship_by = due and coalesce(s.risk_told, 'FINE') = told and %2$s
            order by due, id for update of s skip locked""".formatted(OF_THESE, ShipByRule.RUNNING);

    /** Wherever a shipment may have crossed: no row of {@link #CROSSED} is of another location. */
    private static final String MAY_HAVE_CROSSED = """
            exists (select from shipments s where s.brand = l.brand and s.location = l.location
                and s.stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and s.ship_by is not null
                and s.ship_by <= :riskHorizon and s.risk_told is distinct from 'LATE')
              or exists (select from shipments s where s.brand = l.brand and s.location = l.location
                and s.stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and s.ship_by is not null
                and s.ship_by >= :riskNow and s.risk_told is not null)""";

    private final Lookout lookout;
    private final Transactions transactions;
    private final EntityManager entities;
    private final Announcing announcing;
    private final ShipByRule rule;
    private final OrdersConfig config;
    private final Clock clock;

    RiskWatch(
            Lookout lookout,
            Transactions transactions,
            EntityManager entities,
            Announcing announcing,
            ShipByRule rule,
            OrdersConfig config,
            Clock clock) {
        this.lookout = lookout;
        this.transactions = transactions;
        this.entities = entities;
        this.announcing = announcing;
        this.rule = rule;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{fulfilment.orders.ship-by.watch-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        try {
            where(clock.instant()).forEach(this::lookAt);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf("Looking where ship-by times are crossed failed; the next round tries again: %s", e);
        }
    }

    /** The locations that are worth a {@link #look}. */
    List<Location> where(Instant now) {
        Map<String, Object> parameters = rule.parameters(now);
        return lookout.where(
                MAY_HAVE_CROSSED,
                Map.of("riskHorizon", parameters.get("riskHorizon"), "riskNow", parameters.get("riskNow")));
    }

    private void lookAt(Location location) {
        try {
            look(location);
        } catch (Exception e) { // the rim: one location keeps no other from being looked at
            LOG.warnf("Looking at ship-by times of %s failed; the next round tries again: %s", location, e);
        }
    }

    /** @return how many shipments were told of */
    int look(Location location) {
        int told = 0;
        for (int round = 0; round < BATCHES_A_ROUND; round++) {
            List<Crossing> crossings = transactions.in(location, () -> inBatch(location, clock.instant()));
            told += (int) crossings.stream().filter(Crossing::toTell).count();
            if (crossings.size() < BATCH) {
                break;
            }
        }
        return told;
    }

    private record Crossing(long shipmentId, Risk risk, Risk told, boolean oldNews) {

        boolean toTell() {
            return risk.worseThan(told) && !(risk == Risk.LATE && oldNews);
        }

        ChangeType type() {
            return risk == Risk.LATE ? ChangeType.SLA_BREACHED : ChangeType.SLA_AT_RISK;
        }
    }

    private List<Crossing> inBatch(Location location, Instant now) {
        Query query = entities.createNativeQuery(CROSSED)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code())
                .setParameter("newsSince", now.minus(config.shipBy().newsFor()))
                .setParameter("most", BATCH);
        rule.parameters(now).forEach(query::setParameter);
        @SuppressWarnings("unchecked")
        List<Object[]> rows = query.getResultList();
        List<Crossing> crossings = rows.stream()
                .map(row -> new Crossing(
                        ((Number) row[0]).longValue(),
                        Risk.valueOf((String) row[1]),
                        Risk.valueOf((String) row[2]),
                        (Boolean) row[3]))
                .toList();
        for (Risk risk : Risk.values()) {
            inRemember(location, risk, crossings);
        }
        inTell(location, crossings, now);
        return crossings;
    }

    private void inTell(Location location, List<Crossing> crossings, Instant now) {
        Map<Long, ChangeType> types = crossings.stream()
                .filter(Crossing::toTell)
                .collect(Collectors.toMap(Crossing::shipmentId, Crossing::type));
        if (!types.isEmpty()) {
            Shipment.<Shipment>list(
                            "key.brand = ?1 and key.shipmentId in ?2 order by shipBy, key.shipmentId",
                            location.brand(),
                            types.keySet())
                    .forEach(shipment -> announcing.inTellRisk(shipment, types.get(shipment.key.shipmentId()), now));
        }
    }

    private void inRemember(Location location, Risk risk, List<Crossing> crossings) {
        List<Long> ids = crossings.stream()
                .filter(each -> each.risk() == risk)
                .map(Crossing::shipmentId)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        entities.createNativeQuery(
                        "update shipments set risk_told = nullif(:risk, 'FINE') where brand = :brand and shipment_id in (:ids)")
                .setParameter("risk", risk.name())
                .setParameter("brand", location.brand())
                .setParameter("ids", ids)
                .executeUpdate();
    }
}
