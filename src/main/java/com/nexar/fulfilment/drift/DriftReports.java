package com.nexar.fulfilment.drift;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
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
    private final Transactions transactions;
    private final DriftConfig config;
    private final Deadline deadline;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("drift-", 0).factory());

    DriftReports(
            DriftCheck check,
            DriftTable table,
            Pauses pauses,
            Transactions transactions,
            DriftConfig config,
            Deadline deadline) {
        config.check();
        this.check = check;
        this.table = table;
        this.pauses = pauses;
        this.transactions = transactions;
        this.config = config;
        this.deadline = deadline;
    }

    /** On demand; one at a time per location. */
    public DriftReport begin(Location location, String who) {
        UUID id = UUID.randomUUID();
        transactions.run(location, () -> {
            table.inRunning(location).ifPresent(running -> {
                throw new Problem(
                        ProblemCode.STAGE_CONFLICT,
                        "A comparison of " + location.ref() + " is running: drift report " + running
                                + ". Wait for its end.");
            });
            table.inBegin(id, location, null, who);
        });
        workers.execute(() -> work(location, id));
        return find(location.brand(), id).report();
    }

    /** The newest 100 of a brand. */
    public List<DriftReport> list(String brand) {
        return transactions.in(Scope.administrationOf(brand), () -> table.inList(brand, 100));
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
                    table.inForget(config.keep());
                    return table.inBegin(id, location, night, NIGHT);
                });
        if (mine) {
            workers.execute(() -> work(location, id));
        }
    }

    private void work(Location location, UUID id) {
        String failure = null;
        try {
            check.compare(
                    location,
                    config.lookBack(),
                    config.readsAtMost(),
                    difference -> transactions.run(location, () -> table.inFound(id, location, difference)),
                    more -> transactions.run(location, () -> table.inCompared(id, more)));
        } catch (EasyEcomFailure e) {
            failure = e.getMessage();
        } catch (Exception e) { // the rim: the report says that it broke off
            failure = "broke off by itself: " + e.getMessage();
            LOG.errorf(e, "The comparison of %s broke off", location);
        } finally {
            String because = failure;
            transactions.run(location, () -> table.inEnd(id, because));
            DriftReport report = find(location.brand(), id).report();
            LOG.infof(
                    "%s compared with EasyEcom: %d shipments, %d differences%s",
                    location,
                    report.compared(),
                    report.differences(),
                    because == null ? "" : "; broke off: " + because);
        }
    }

    /** They say that they broke off. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        workers.shutdownNow();
        deadline.awaits(workers);
    }
}
