package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Follows up operations whose outcome is open; the database decides which pod looks at which. */
@Singleton
class SettlingJob {

    private static final Logger LOG = Logger.getLogger(SettlingJob.class);

    /** The older an operation, the less often it is looked at: at most every five minutes, so that none eats up the quota. */
    private static final String CLAIM = """
            update operations set next_attempt_at = clock_timestamp() + make_interval(
              secs => least(300, greatest(:pause, extract(epoch from clock_timestamp() - created_at) / 6)))
            where operation_id in (
              select operation_id from operations
              where finished_at is null and next_attempt_at <= clock_timestamp()
              order by next_attempt_at limit 20 for update skip locked)
            returning cast(operation_id as text), brand, location""";

    private final Transactions transactions;
    private final EntityManager entities;
    private final OperationViews views;
    private final OperationsConfig config;
    private final Brands brands;
    private final Map<OperationKind, OperationHandler> handlers = new EnumMap<>(OperationKind.class);

    SettlingJob(
            Transactions transactions,
            EntityManager entities,
            OperationViews views,
            OperationsConfig config,
            Brands brands,
            Instance<OperationHandler> handlers) {
        this.transactions = transactions;
        this.entities = entities;
        this.views = views;
        this.config = config;
        this.brands = brands;
        handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
    }

    @Scheduled(every = "{fulfilment.operations.settle-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void settle() {
        try {
            claim().forEach(this::settle);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.error("Following up open operations failed", e);
        }
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> claim() {
        return transactions.in(
                Scope.CLAIMING,
                () -> entities.createNativeQuery(CLAIM)
                        .setParameter("pause", config.settlePause().toMillis() / 1000.0)
                        .getResultList());
    }

    private void settle(Object[] claimed) {
        UUID id = UUID.fromString((String) claimed[0]);
        Optional<Location> location = brands.location((String) claimed[1], (String) claimed[2]);
        if (location.isEmpty()) {
            LOG.warnf("Operation %s belongs to %s/%s, which is not configured any more", id, claimed[1], claimed[2]);
            return;
        }
        try {
            OpenOperation operation = transactions.in(location.get(), () -> views.open(Operation.findById(id)));
            handlers.get(operation.kind()).settle(location.get(), operation);
        } catch (Problem e) {
            LOG.infof("Operation %s stays open: %s", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Following up operation %s failed", id);
        }
    }
}
