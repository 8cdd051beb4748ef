package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.bundles.BundleView.Missing;
import com.nexar.fulfilment.documents.DocumentStore.Stored;
import com.nexar.fulfilment.documents.ShipmentDocuments;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Brings the documents of a bundle into our store, as far as they are not there: several at once, in the lane of documents, each
 * once. Each paper ends as a stored PDF, or as missing with its reason.
 */
@Singleton
class Gathering {

    /** Shipments that a pod asks EasyEcom about at the same time, for all of its bundles; the bulkhead of documents has more. */
    private static final int AT_ONCE = 8;

    /**
     * One paper of one shipment: exactly one of the first two is null.
     *
     * @param later why it cannot be had just now, where another try is worth it
     */
    record Paper(long shipmentId, PaperType type, Stored stored, Missing missing, EasyEcomUnavailable later) {

        static Paper at(long shipmentId, PaperType type, Stored stored) {
            return new Paper(shipmentId, type, stored, null, null);
        }

        static Paper missing(long shipmentId, PaperType type, String reason, String detail) {
            return new Paper(shipmentId, type, null, Missing.of(shipmentId, type, reason, detail), null);
        }
    }

    private final Orders orders;
    private final ShipmentDocuments documents;
    private final Semaphore asking = new Semaphore(AT_ONCE, true);

    Gathering(Orders orders, ShipmentDocuments documents) {
        this.orders = orders;
        this.documents = documents;
    }

    /** All papers in the order asked; fewer only where the lease was not surely ours all the time. */
    List<Paper> gather(Work work, Wanted wanted) {
        try (ExecutorService workers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<List<Paper>>> asked = wanted.shipmentIds().stream()
                    .map(id -> workers.submit(() -> Lane.DOCUMENTS.call(() -> ofShipment(work, id, wanted.types()))))
                    .toList();
            List<Paper> papers = new ArrayList<>();
            for (Future<List<Paper>> each : asked) {
                papers.addAll(each.get());
            }
            return papers;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<Paper> ofShipment(Work work, long shipmentId, List<PaperType> types) {
        asking.acquireUninterruptibly();
        try {
            if (!work.lease().held()) {
                return List.of();
            }
            ShipmentFacts shipment = orders.facts(work.location(), shipmentId);
            List<Paper> papers = new ArrayList<>();
            boolean askedInVain = false;
            for (PaperType type : types) {
                Paper paper = paper(work, shipment, type, !askedInVain);
                askedInVain |= paper.missing() != null
                        && paper.missing().reason().equals(ProblemCode.DOCUMENT_NOT_READY.code());
                papers.add(paper);
            }
            return papers;
        } catch (Problem notHere) {
            return types.stream()
                    .map(type -> Paper.missing(shipmentId, type, notHere.code().code(), notHere.getMessage()))
                    .toList();
        } finally {
            asking.release();
        }
    }

    private Paper paper(Work work, ShipmentFacts shipment, PaperType type, boolean mayAsk) {
        long id = shipment.shipmentId();
        if (cancelled(shipment)) {
            return Paper.missing(
                    id, type, ProblemCode.CANCELLED.code(), "Shipment " + id + " is cancelled. Stop the parcel.");
        }
        if (documents.ownLabel(work.location(), id, type.word()).isPresent()) {
            return Paper.missing(
                    id,
                    type,
                    "label-by-reference",
                    "The label of shipment " + id
                            + " is the warehouse's own, known here by its address only; print it from" + " there.");
        }
        try {
            return Paper.at(id, type, documents.pdf(work.location(), id, type.word(), mayAsk));
        } catch (EasyEcomUnavailable e) {
            Missing missing = Missing.of(id, type, e.code().code(), e.getMessage());
            return new Paper(id, type, null, missing, e.ofOneRow() ? null : e);
        } catch (Problem e) {
            return Paper.missing(id, type, e.code().code(), e.getMessage());
        }
    }

    /** Whether nothing of it may be printed any more. */
    static boolean cancelled(ShipmentFacts shipment) {
        return shipment.stage() == Stage.CANCELLED || shipment.cancelledUpstream();
    }
}
