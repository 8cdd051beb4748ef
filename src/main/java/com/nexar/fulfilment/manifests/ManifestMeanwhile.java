package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.manifests.Manifest.Progress;
import com.nexar.fulfilment.operations.PartOutcomes;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Groups that are at EasyEcom already, while another one waits: for EasyEcom, for a permit, for the end of a pause. */
@Singleton
class ManifestMeanwhile {

    private static final Logger LOG = Logger.getLogger(ManifestMeanwhile.class);

    /** Between two looks at a group; a quarter of its age, within these. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

    private final PartOutcomes parts;
    private final ManifestReading reading;
    private final ManifestShipments shipments;
    private final Transactions transactions;
    private final Clock clock;

    ManifestMeanwhile(
            PartOutcomes parts,
            ManifestReading reading,
            ManifestShipments shipments,
            Transactions transactions,
            Clock clock) {
        this.parts = parts;
        this.reading = reading;
        this.shipments = shipments;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Null where there is nothing to look at now. */
    Step readBack(Work work) {
        if (work.operation().attempts() == 0) {
            return null;
        }
        Instant asked = clock.instant();
        Set<Long> due = transactions.in(work.location(), () -> inDue(work, asked));
        if (due.isEmpty()) {
            return null;
        }
        try {
            reading.look(work, shipments.stillHere(work, due), asked);
        } catch (EasyEcomUnavailable e) {
            LOG.infof("What is at EasyEcom of manifest %s is not read back now: %s", work.reference(), e.getMessage());
            return null;
        }
        return transactions.in(work.location(), () -> parts.inNextPart(work.lease()));
    }

    private static Set<Long> inDue(Work work, Instant now) {
        Manifest manifest = Manifest.locked(work.operation().id());
        Set<Long> due = new LinkedHashSet<>();
        for (Group group : manifest.groups) {
            List<Long> open = group.of(work.operation().shipmentIds());
            if (!group.is(Progress.NEW) && !open.isEmpty() && due(group, now)) {
                manifest.put(group.looked(now));
                due.addAll(open);
            }
        }
        return due;
    }

    private static boolean due(Group group, Instant now) {
        Duration quarter = Duration.between(group.since(), now).dividedBy(4);
        Duration pause = quarter.compareTo(FIRST_LOOK) < 0
                ? FIRST_LOOK
                : quarter.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : quarter;
        Instant last = group.lookedAt() == null ? group.since() : group.lookedAt();
        return !last.plus(pause).isAfter(now);
    }
}
