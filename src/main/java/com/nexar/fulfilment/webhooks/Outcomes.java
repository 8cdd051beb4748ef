package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Transactions;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes down how an attempt ended, if the delivery is still this pod's: what that means for it, and for its endpoint. */
@Singleton
class Outcomes {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);

    private static final String ENDED = " where delivery_id = :id and fencing = :fencing and state = 'PENDING'";

    private static final String TAKEN = """
            update webhook_deliveries set state = 'DELIVERED', attempts = attempts + 1, last_attempt_at = clock_timestamp(),
              last_status = :status, last_error = null, delivered_at = coalesce(delivered_at, clock_timestamp()),
              finished_at = clock_timestamp(), next_attempt_at = null, lease_until = '-infinity'""" + ENDED;

    /** Without a pause it was the last attempt. */
    private static final String FAILED = """
            update webhook_deliveries set attempts = attempts + 1, failures = failures + 1, last_attempt_at = clock_timestamp(),
              last_status = cast(:status as integer), last_error = :why, lease_until = '-infinity',
              state = case when :last then 'FAILED' else 'PENDING' end,
              finished_at = case when :last then clock_timestamp() end,
              next_attempt_at = case when not :last then clock_timestamp() + make_interval(secs => :pause) end""" + ENDED;

    private static final String WELL = "update webhook_endpoints set delivered_at = clock_timestamp(), " + Sql.WELL
            + " where endpoint_id = :id and (failures > 0 or delivered_at is null"
            + " or delivered_at < clock_timestamp() - interval '10 seconds')";

    /** One stretch of failing has no longer gaps than two of the longest pauses; so one that is long was really asked all the time. */
    private static final String WORSE = """
            update webhook_endpoints set failures = failures + 1, failed_at = clock_timestamp(), last_error = :why,
              failing_since = case when failing_since is null or failed_at < clock_timestamp() - make_interval(secs => :stretch)
                then clock_timestamp() else failing_since end,
              paused_until = greatest(paused_until, clock_timestamp() + make_interval(secs => greatest(:rest,
                case when failures + 1 < :failing then 0
                  else least(greatest(extract(epoch from clock_timestamp() - coalesce(failing_since, clock_timestamp())) / 4, :least), :most)
                end)))
            where endpoint_id = :id and state = 'ACTIVE'
            returning cast(extract(epoch from paused_until - clock_timestamp()) as double precision)""";

    private static final String GIVE_UP = """
            update webhook_endpoints set state = 'DISABLED', state_since = clock_timestamp(), disabled_because = :because
            where endpoint_id = :id and state = 'ACTIVE'
              and (:because = 'GONE' or failing_since <= clock_timestamp() - make_interval(secs => :after))""";

    /** @param rest how long nothing goes to the endpoint */
    private record Effect(Duration rest, boolean disabled) {}

    private final Transactions transactions;
    private final EntityManager entities;
    private final DeliveryTable deliveries;
    private final Backoff backoff;
    private final WebhooksConfig config;
    private final DeliveryMeters meters;

    Outcomes(
            Transactions transactions,
            EntityManager entities,
            DeliveryTable deliveries,
            Backoff backoff,
            WebhooksConfig config,
            DeliveryMeters meters) {
        this.transactions = transactions;
        this.entities = entities;
        this.deliveries = deliveries;
        this.backoff = backoff;
        this.config = config;
        this.meters = meters;
    }

    /** @return the pause before the next attempt, of the delivery or at its endpoint; null where there is none */
    Duration write(Due due, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> taken(due, taken);
            case Outcome.Gone gone ->
                failed(due, new Outcome.Failed(410, "it answered 410", null), Endpoint.Because.GONE);
            case Outcome.Failed failed -> failed(due, failed, Endpoint.Because.FAILING);
        };
    }

    private Duration taken(Due due, Outcome.Taken taken) {
        boolean ours = transactions.in(due.to().scope(), () -> {
            boolean counted = entities.createNativeQuery(TAKEN)
                            .setParameter("status", taken.status())
                            .setParameter("id", due.id())
                            .setParameter("fencing", due.fencing())
                            .executeUpdate()
                    == 1;
            if (counted) { // else another pod's meanwhile, which tells how the endpoint is
                entities.createNativeQuery(WELL)
                        .setParameter("id", due.to().endpoint())
                        .executeUpdate();
                if (due.probing()) { // it is well again: what failed meanwhile need not wait for hours
                    deliveries.inAllNow(due.to().endpoint());
                }
            }
            return counted;
        });
        if (ours) {
            meters.taken(due);
        }
        return null;
    }

    private Duration failed(Due due, Outcome.Failed failed, Endpoint.Because because) {
        Duration pause = because == Endpoint.Because.GONE
                ? Duration.ZERO
                : backoff.after(due.failures() + 1, failed.retryAfter());
        Effect effect = transactions.in(due.to().scope(), () -> {
            int counted = entities.createNativeQuery(FAILED)
                    .setParameter(
                            "status",
                            failed.status() == null ? null : failed.status().toString())
                    .setParameter("why", failed.why())
                    .setParameter("last", pause == null)
                    .setParameter("pause", pause == null ? 0.0 : Sql.seconds(pause))
                    .setParameter("id", due.id())
                    .setParameter("fencing", due.fencing())
                    .executeUpdate();
            return counted == 0 ? null : new Effect(inWorse(due, failed), inGivenUp(due, because));
        });
        if (effect == null) {
            return null; // another pod's meanwhile, or not wanted any more
        }
        meters.failed(due, pause == null);
        LOG.infof("Webhook %s failed: %s", due, failed.why());
        if (pause == null) {
            LOG.warnf("Webhook %s is given up after %d attempts; it can be sent again", due, due.failures() + 1);
        }
        if (effect.disabled()) {
            LOG.warnf(
                    "Webhook endpoint %s of %s is DISABLED (%s, lastly: %s): its owner has to mend it and to make it ACTIVE",
                    due.to().endpoint(), due.to().brand(), because, failed.why());
        }
        return pause == null || pause.compareTo(effect.rest()) < 0 ? effect.rest() : pause;
    }

    /** @return how long nothing goes to the endpoint */
    private Duration inWorse(Due due, Outcome.Failed failed) {
        List<?> rests = entities.createNativeQuery(WORSE)
                .setParameter("why", failed.why())
                .setParameter("stretch", Sql.seconds(backoff.oneStretch()))
                .setParameter("rest", Sql.seconds(Backoff.bounded(failed.retryAfter())))
                .setParameter("failing", Claims.FAILING_FROM)
                .setParameter("least", Sql.seconds(backoff.probeAtLeast()))
                .setParameter("most", Sql.seconds(backoff.probeAtMost()))
                .setParameter("id", due.to().endpoint())
                .getResultList();
        return rests.isEmpty()
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(((Number) rests.getFirst()).doubleValue() * 1000));
    }

    private boolean inGivenUp(Due due, Endpoint.Because because) {
        return entities.createNativeQuery(GIVE_UP)
                        .setParameter("because", because.name())
                        .setParameter("after", Sql.seconds(config.disableAfter()))
                        .setParameter("id", due.to().endpoint())
                        .executeUpdate()
                == 1;
    }
}
