package com.nexar.fulfilment.drift;

import com.nexar.fulfilment.access.Audit;
import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.orders.DriftCheck;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import com.nexar.fulfilment.stopping.Deadline;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** The door to drift reports: begin one, which goes on in the background, and look at how it stands. */
@Startup // or silly settings would only be found by the first night
@Singleton
public class DriftReports {

    private static final Logger LOG = Logger.getLogger(DriftReports.class);
    private static final String NIGHT = "night";

    private final DriftCheck check;
    private final DriftTable table;
    private final Pauses pauses;
    private final EasyEcomConnection easyecom;
    private final Audit audit;
    private final Transactions transactions;
    private final DriftConfig config;
    private final Deadline deadline;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("drift-", 0).factory());

    DriftReports(
            DriftCheck check,
            DriftTable table,
            Pauses pauses,
            EasyEcomConnection easyecom,
            Audit audit,
            Transactions transactions,
            DriftConfig config,
            Deadline deadline) {
        config.check();
        this.check = check;
        this.table = table;
        this.pauses = pauses;
        this.easyecom = easyecom;
        this.audit = audit;
        this.transactions = transactions;
        this.config = config;
        this.deadline = deadline;
    }

    /**
     * On demand; one at a time per location.
     *
     * @throws Problem stage-conflict where one runs, or where nothing shall be read of EasyEcom
     */
    public DriftReport begin(Caller who, Location location) {
        if (pauses.syncing(location)) {
            throw new Problem(
                    ProblemCode.STAGE_CONFLICT,
                    "Reading is paused at " + location.ref() + ": a comparison reads. End the pause first.");
        }
        UUID id = UUID.randomUUID();
        transactions.run(location, () -> {
            table.inAlone(location);
            table.inRunning(location).ifPresent(running -> {
                throw new Problem(
                        ProblemCode.STAGE_CONFLICT,
                        "A comparison of " + location.ref() + " is running: drift report " + running
                                + ". Wait for its end.");
            });
            table.inBegin(id, location, null, who.name());
            audit.inRecord(who, location, "drift-compared", "drift report " + id, null, null);
        });
        workers.execute(() -> work(location, id));
        return find(location.brand(), id).report();
    }

    /** The newest first, of these locations of one brand. */
    public List<DriftReport> list(String brand, List<Location> locations, int most) {
        List<String> codes = locations.stream().map(Location::code).toList();
        return transactions.in(Scope.administrationOf(brand), () -> table.inList(brand, codes, most));
    }

    public DriftReport.Whole find(String brand, UUID id) {
        return look(brand, id).orElseThrow(() -> Problem.notFound("Drift report " + id));
    }

    Optional<DriftReport.Whole> look(String brand, UUID id) {
        return transactions.in(
                Scope.administrationOf(brand),
                () -> table.inFind(brand, id).map(report -> new DriftReport.Whole(report, table.inItems(id))));
    }

    /** Does nothing where a pod has begun this night's, or where nothing shall be read. */
    void ofNight(Location location, LocalDate night) {
        UUID id = UUID.randomUUID();
        boolean mine = !pauses.syncing(location)
                && transactions.in(location, () -> {
                    table.inBegunAgain(location, night);
                    return table.inBegin(id, location, night, NIGHT);
                });
        if (mine) {
            workers.execute(() -> work(location, id));
        }
    }

    /** Deletes what is older than reports are kept, a few at a time. */
    void forget(Location location) {
        int gone;
        do {
            gone = transactions.in(location, () -> table.inForget(location, config.keep()));
        } while (gone > 0);
    }

    private void work(Location location, UUID id) {
        String failure = null;
        int notRead = 0;
        try {
            notRead = check.compare(
                    location,
                    config.lookBack(),
                    reads(location),
                    difference -> transactions.run(location, () -> table.inFound(id, location, difference)),
                    more -> {
                        transactions.run(location, () -> table.inCompared(id, more));
                        if (pauses.syncing(location)) {
                            throw new Paused();
                        }
                    });
        } catch (Paused e) {
            failure = "reading was paused meanwhile";
        } catch (EasyEcomFailure e) {
            failure = e.getMessage();
        } catch (Exception e) { // the rim: the report says that it broke off
            failure = "broke off by itself: " + e.getMessage();
            LOG.errorf(e, "The comparison of %s broke off", location);
        } finally {
            end(location, id, failure, notRead);
        }
    }

    private void end(Location location, UUID id, String failure, int notRead) {
        transactions.run(location, () -> table.inEnd(id, failure, notRead));
        DriftReport report = find(location.brand(), id).report();
        LOG.infof(
                "%s compared with EasyEcom: %d shipments, %d differences, %d not read%s",
                location,
                report.compared(),
                report.differences(),
                notRead,
                failure == null ? "" : "; broke off: " + failure);
    }

    /** As many as configured, but no more than a share of what polling may still use today. */
    private int reads(Location location) {
        Quota quota = easyecom.quota(location);
        return quota.leftForPolling() == null
                ? config.readsAtMost()
                : Math.min(config.readsAtMost(), (int) (quota.leftForPolling() * config.quotaShare()));
    }

    private static final class Paused extends RuntimeException {
        Paused() {
            super("paused", null, false, false);
        }
    }

    /** They say that they broke off. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        workers.shutdownNow();
        deadline.awaits(workers);
    }
}
