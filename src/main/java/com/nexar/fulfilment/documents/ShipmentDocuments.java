package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomDocuments;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What papers a shipment has: readiness from EasyEcom, then the PDF from our store. */
@Singleton
public class ShipmentDocuments {

    /** Whether a document can be had. */
    @Schema(name = "DocumentState")
    public enum State {
        READY,
        /** EasyEcom has not made it yet. */
        PENDING,
        /** EasyEcom offers it, but what came was no usable PDF. */
        FAILED,
        /** It was erased with the buyer's personal data, and is not fetched again. */
        ERASED
    }

    @Schema(name = "Document")
    public record View(
            @Schema(required = true, examples = "invoice", description = "invoice, label, or EasyEcom's own key")
            String type,

            @Schema(required = true) State state,

            @Schema(nullable = true, examples = "easyecom_invoice", description = "EasyEcom's key behind it")
            String key,

            @Schema(nullable = true, description = "Where to get it")
            String href,

            @Schema(nullable = true, description = "Known once it has been fetched")
            Long bytes,

            @Schema(nullable = true, description = "Why it failed")
            String reason) {}

    @Schema(name = "DocumentList")
    record Listing(
            @Schema(required = true) String shipmentId,
            @Schema(required = true) List<View> items) {}

    private static final Duration USUAL_DELAY = Duration.ofSeconds(5);

    private final Orders orders;
    private final DocumentStore store;
    private final EasyEcomDocuments easyecom;
    private final Transactions transactions;
    private final Clock clock;

    ShipmentDocuments(
            Orders orders, DocumentStore store, EasyEcomDocuments easyecom, Transactions transactions, Clock clock) {
        this.orders = orders;
        this.store = store;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.clock = clock;
    }

    Listing list(Location location, long shipmentId) {
        ShipmentFacts shipment = orders.facts(location, shipmentId);
        if (shipment.personalDataErasedAt() != null) {
            return new Listing(
                    Long.toString(shipmentId), List.of(erased(DocumentType.INVOICE), erased(DocumentType.LABEL)));
        }
        Map<String, StoredDocument> known = known(location, shipmentId);
        if (expected(shipment) && !complete(known, shipment)) {
            try {
                known = refresh(location, shipmentId);
            } catch (EasyEcomFailure unreachable) {
                known = known(location, shipmentId); // what we know still stands
            }
        }
        List<View> items = new ArrayList<>();
        items.add(view(location, shipment, DocumentType.INVOICE, known));
        items.add(view(location, shipment, DocumentType.LABEL, known));
        for (String key : known.keySet()) {
            if (!key.equals(DocumentType.LABEL)) {
                items.add(view(location, shipment, key, known));
            }
        }
        return new Listing(Long.toString(shipmentId), items);
    }

    /** Its invoice and its label as they were last known: EasyEcom is not asked, so what is PENDING may be there by now. */
    public List<View> lastKnown(Location location, long shipmentId) {
        ShipmentFacts shipment = orders.facts(location, shipmentId);
        if (shipment.personalDataErasedAt() != null) {
            return List.of(erased(DocumentType.INVOICE), erased(DocumentType.LABEL));
        }
        Map<String, StoredDocument> known = known(location, shipmentId);
        return List.of(
                view(location, shipment, DocumentType.INVOICE, known),
                view(location, shipment, DocumentType.LABEL, known));
    }

    /** A label of the warehouse's own, which is served by reference. */
    public Optional<URI> ownLabel(Location location, long shipmentId, String type) {
        ShipmentFacts shipment = orders.facts(location, shipmentId);
        return type.equals(DocumentType.LABEL) && shipment.labelUrl() != null
                ? Optional.of(URI.create(shipment.labelUrl()))
                : Optional.empty();
    }

    DocumentStore.Stored pdf(Location location, long shipmentId, String type) {
        return pdf(location, shipmentId, type, true);
    }

    /**
     * The PDF in our store, fetched if it is not there yet.
     *
     * @param type {@code invoice}, {@code label}, or one of EasyEcom's own keys
     * @param mayAsk false where EasyEcom was asked just now which documents there are
     * @throws Problem {@code document-not-ready}, {@code too-large}, {@code not-found} once it was erased; EasyEcom's failures
     */
    public DocumentStore.Stored pdf(Location location, long shipmentId, String type, boolean mayAsk) {
        ShipmentFacts shipment = orders.facts(location, shipmentId);
        if (shipment.personalDataErasedAt() != null) {
            throw new Problem(
                    ProblemCode.NOT_FOUND,
                    "The documents of shipment " + shipmentId + " were erased with the buyer's personal data at "
                            + shipment.personalDataErasedAt() + ", and are not fetched again.");
        }
        Map<String, StoredDocument> known = known(location, shipmentId);
        Optional<String> key = DocumentType.key(type, known);
        if (key.isEmpty()) {
            if (!mayAsk || !expected(shipment)) {
                throw notReady(shipment, type);
            }
            known = refresh(location, shipmentId);
            key = DocumentType.key(type, known);
        }
        String found = key.orElseThrow(() -> notReady(shipment, type));
        String url = known.get(found).url;
        try {
            return fetched(location, shipmentId, found, url);
        } catch (EasyEcomUnavailable stale) {
            StoredDocument now = refresh(location, shipmentId).get(found);
            if (now.url.equals(url)) {
                throw stale;
            }
            return fetched(location, shipmentId, found, now.url); // EasyEcom moved it
        }
    }

    private DocumentStore.Stored fetched(Location location, long shipmentId, String key, String url) {
        DocumentNews news = new DocumentNews(orders, location, shipmentId, key);
        return store.fetchOnce(location, shipmentId, key, URI.create(url), news);
    }

    private Map<String, StoredDocument> refresh(Location location, long shipmentId) {
        Map<String, URI> urls = easyecom.list(location, shipmentId);
        return transactions.in(location, () -> {
            orders.inLock(location, shipmentId); // others may have been told the same meanwhile
            Map<String, StoredDocument> known = inKnown(location, shipmentId);
            urls.forEach((key, url) -> {
                StoredDocument document = known.get(key);
                if (document == null) {
                    document = new StoredDocument(
                            new StoredDocument.Key(location.brand(), shipmentId, key), location.code());
                    document.url = url.toString();
                    document.updatedAt = clock.instant();
                    document.persist();
                    known.put(key, document);
                    orders.inDocumentReady(location, shipmentId, key);
                } else if (!document.fetched()) {
                    document.url = url.toString();
                }
            });
            return known;
        });
    }

    private Map<String, StoredDocument> known(Location location, long shipmentId) {
        return transactions.in(location, () -> inKnown(location, shipmentId));
    }

    private static Map<String, StoredDocument> inKnown(Location location, long shipmentId) {
        Map<String, StoredDocument> known = new LinkedHashMap<>();
        StoredDocument.of(location.brand(), shipmentId).forEach(document -> known.put(document.id.key(), document));
        return known;
    }

    private View view(Location location, ShipmentFacts shipment, String type, Map<String, StoredDocument> known) {
        String href = location.path() + "/shipments/" + shipment.shipmentId() + "/documents/" + type;
        if (type.equals(DocumentType.LABEL) && shipment.labelUrl() != null) {
            return new View(type, State.READY, "own", href, null, null);
        }
        return DocumentType.key(type, known)
                .map(key -> {
                    StoredDocument document = known.get(key);
                    boolean failed = !document.fetched() && document.failure != null;
                    return new View(
                            type,
                            failed ? State.FAILED : State.READY,
                            key,
                            href,
                            document.bytes,
                            failed ? document.failure : null);
                })
                .orElseGet(() -> new View(type, State.PENDING, null, null, null, null));
    }

    private static View erased(String type) {
        return new View(type, State.ERASED, null, null, null, "erased with the buyer's personal data");
    }

    private static boolean complete(Map<String, StoredDocument> known, ShipmentFacts shipment) {
        return DocumentType.key(DocumentType.INVOICE, known).isPresent()
                && (shipment.labelUrl() != null || known.containsKey(DocumentType.LABEL));
    }

    private static boolean expected(ShipmentFacts shipment) {
        Set<Stage> none = Set.of(Stage.RECEIVED, Stage.ASSIGNED, Stage.CANCELLED);
        return !none.contains(shipment.stage());
    }

    private static Problem notReady(ShipmentFacts shipment, String type) {
        String when =
                expected(shipment) ? "EasyEcom has not made it yet." : "EasyEcom makes it after the confirmation.";
        return new Problem(
                        ProblemCode.DOCUMENT_NOT_READY,
                        "Shipment " + shipment.shipmentId() + " has no " + type + " yet: it is " + shipment.stage()
                                + ". " + when)
                .withStage(shipment.stage().name())
                .withRetryAfter(USUAL_DELAY);
    }
}
