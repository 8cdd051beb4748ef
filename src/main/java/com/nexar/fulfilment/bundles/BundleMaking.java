package com.nexar.fulfilment.bundles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.bundles.Binder.Bound;
import com.nexar.fulfilment.bundles.Gathering.Paper;
import com.nexar.fulfilment.documents.DocumentStore;
import com.nexar.fulfilment.documents.Spool;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationHandler;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Making a bundle: gather → bind → store. Nothing of it changes EasyEcom, so whoever takes it over from a dead pod just does it
 * again; what has been fetched stays in our store and is not fetched again.
 */
@Singleton
class BundleMaking implements OperationHandler {

    private static final Duration SOON = Duration.ofMillis(100);

    private final Gathering gathering;
    private final DocumentStore store;
    private final Binder binder;
    private final Spool spool;
    private final Orders orders;
    private final Outcomes outcomes;
    private final Transactions transactions;
    private final BundlesConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore binding;

    BundleMaking(
            Gathering gathering,
            DocumentStore store,
            Binder binder,
            Spool spool,
            Orders orders,
            Outcomes outcomes,
            Transactions transactions,
            BundlesConfig config,
            ObjectMapper json,
            Clock clock) {
        this.gathering = gathering;
        this.store = store;
        this.binder = binder;
        this.spool = spool;
        this.orders = orders;
        this.outcomes = outcomes;
        this.transactions = transactions;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.binding = new Semaphore(config.atOnce(), true);
    }

    @Override
    public OperationKind kind() {
        return OperationKind.BUNDLE;
    }

    @Override
    public Step attempt(Work work) {
        Wanted wanted = wanted(work.operation());
        List<Paper> papers = gathering.gather(work, wanted);
        if (papers.size() < wanted.papers()) {
            return Step.again(SOON); // the lease is gone, or its renewal is late
        }
        Problem later = worthWaitingFor(work.operation(), papers);
        if (later != null) {
            return transactions.in(work.location(), () -> outcomes.inRetry(work.lease(), later));
        }
        binding.acquireUninterruptibly();
        try {
            return spool.with(file -> made(work, papers, file));
        } finally {
            binding.release();
        }
    }

    /** Nothing is ever under way at EasyEcom. */
    @Override
    public Step readBack(Work work) {
        return attempt(work);
    }

    /** Nobody joins it any more. */
    @Override
    public Step inGivenUp(Work work, Problem why) {
        Bundle bundle = Bundle.locked(work.operation().id());
        bundle.finishedAt = clock.instant();
        bundle.expiresAt = bundle.finishedAt;
        return null;
    }

    /** Why EasyEcom cannot give a document now, as long as that is likely to pass soon enough; else null. */
    private Problem worthWaitingFor(OpenOperation operation, List<Paper> papers) {
        Instant end = operation.createdAt().plus(config.patience());
        Instant now = clock.instant();
        return papers.stream()
                .map(Paper::later)
                .filter(later -> later != null && now.plus(pause(later)).isBefore(end))
                .findFirst()
                .orElse(null);
    }

    private static Duration pause(EasyEcomUnavailable later) {
        return later.retryAfter() == null ? Duration.ZERO : later.retryAfter();
    }

    private Step made(Work work, List<Paper> papers, Path file) {
        Bound bound = binder.bind(work.location(), papers, file);
        return transactions.in(work.location(), () -> {
            if (inCancelledMeanwhile(work, bound)) {
                return outcomes.inWaiting(work.lease(), Duration.ZERO);
            }
            Bundle bundle = Bundle.locked(work.operation().id());
            if (bound.pages() > 0) {
                store.inKeep(work.location(), bundle.key(), file, bound.sha256());
            }
            bundle.pages = bound.pages();
            bundle.missing = bound.missing();
            bundle.finishedAt = clock.instant();
            bundle.expiresAt = bundle.finishedAt.plus(config.keep());
            return outcomes.inSucceeded(work.lease());
        });
    }

    /** Of a parcel that was cancelled while its papers were put together nothing may be printed. */
    private boolean inCancelledMeanwhile(Work work, Bound bound) {
        Set<Long> inIt = bound.papers().stream().map(Paper::shipmentId).collect(Collectors.toSet());
        long stillHere = orders.inFacts(work.location(), inIt).stream()
                .filter(shipment -> !Gathering.cancelled(shipment))
                .count();
        return stillHere < inIt.size();
    }

    private Wanted wanted(OpenOperation operation) {
        try {
            return json.readValue(operation.request(), Wanted.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
