package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamStatus.Phase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides what a ship-by time means: by when a shipment has to be handed over, and whether it is late. The ship-by time is EasyEcom's
 * ({@code tat}); where it says none there is none, and no risk. The SQL below is the same rule; a test holds the two together.
 */
@Singleton
class ShipByRule {

    /** Shipments that have a risk: still to be handed over, as far as anybody here can, by a time that EasyEcom says. */
    static final String RUNNING = """
            (stage in ('RECEIVED', 'ASSIGNED', 'CONFIRMED') and ship_by is not null and not gone_upstream
             and upstream_phase not in ('CANCELLED', 'RETURNED'))""";

    /** {@link #handOverBy}. An hour that a zone has twice is its later one, one that it skips its next: so does PostgreSQL. */
    static final String HAND_OVER_BY = """
            coalesce((
              select max(cut.at)
              from jsonb_array_elements_text(coalesce(
                  cast(:cutOffs as jsonb) -> lower(regexp_replace(courier, '[^A-Za-z0-9]', '', 'g')), cast(:cutOffs as jsonb) -> ''))
                  as t (local_time)
                cross join (values (0), (1)) as ago (days)
                cross join lateral (select (cast(ship_by at time zone cast(:zone as text) as date) - ago.days
                  + cast(t.local_time as time)) at time zone cast(:zone as text) as at) as cut
              where cut.at <= ship_by), ship_by)""";

    /** {@link #of} of a shipment that is {@link #RUNNING}, where {@code hand_over_by} is. */
    static final String RISK = """
            case when hand_over_by < :riskNow then 'LATE' when hand_over_by <= :riskSoon then 'AT_RISK' else 'FINE' end""";

    /** No cut-off lies longer than that before its ship-by time; more than a day where a zone skips hours. */
    static final Duration LONGEST = Duration.ofDays(2);

    private final CutOffs cutOffs;
    private final ZoneId zone;
    private final Duration lead;

    @Inject
    ShipByRule(OrdersConfig config) {
        this(
                CutOffs.of(config.couriers()),
                config.shipBy().zone(),
                config.shipBy().lead());
    }

    ShipByRule(CutOffs cutOffs, ZoneId zone, Duration lead) {
        this.cutOffs = cutOffs;
        this.zone = zone;
        this.lead = lead;
    }

    /** Null where there is nothing to hand over, or no time for it. */
    Risk of(Shipment s, Instant now) {
        boolean running = s.stage().beforeManifest()
                && s.shipBy != null
                && !s.goneUpstream
                && s.upstreamPhase != Phase.CANCELLED
                && s.upstreamPhase != Phase.RETURNED;
        if (!running) {
            return null;
        }
        Instant by = handOverBy(s.shipBy, s.courier);
        return by.isBefore(now) ? Risk.LATE : by.minus(lead).isAfter(now) ? Risk.FINE : Risk.AT_RISK;
    }

    /** Late when it was received, and for so long that nobody is told. */
    boolean lateBeforeSeen(Shipment s, Instant now, Duration newsFor) {
        if (of(s, now) != Risk.LATE) {
            return false;
        }
        Instant by = handOverBy(s.shipBy, s.courier);
        return by.isBefore(s.receivedAt) && by.isBefore(now.minus(newsFor));
    }

    /** The courier's last cut-off that is not after the ship-by time; that time itself where the courier has none. */
    Instant handOverBy(Instant shipBy, String courier) {
        if (shipBy == null) {
            return null;
        }
        LocalDate day = shipBy.atZone(zone).toLocalDate();
        Instant last = null;
        for (LocalTime time : cutOffs.of(courier)) {
            for (LocalDate date = day; !date.isBefore(day.minusDays(1)); date = date.minusDays(1)) {
                Instant at = ZonedDateTime.of(date, time, zone)
                        .withLaterOffsetAtOverlap()
                        .toInstant();
                if (!at.isAfter(shipBy) && (last == null || at.isAfter(last))) {
                    last = at;
                }
            }
        }
        return last == null ? shipBy : last;
    }

    /** What the SQL needs; a statement takes those that it names. */
    Map<String, Object> parameters(Instant now) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("cutOffs", cutOffs.json());
        parameters.put("zone", zone.getId());
        parameters.put("riskNow", now);
        parameters.put("riskSoon", now.plus(lead));
        parameters.put("riskHorizon", now.plus(lead).plus(LONGEST));
        return parameters;
    }
}
