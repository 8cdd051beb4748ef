package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.addresses.Lookup;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Labels and invoices (contract section 6): where they are, and the PDFs themselves. */
@Singleton
public class EasyEcomDocuments {

    private final EasyEcomCalls calls;
    private final EasyEcomOrders orders;
    private final AllowedOrigins origins;
    private final DocumentFetch fetch;
    private final Turns turns;

    @Inject
    EasyEcomDocuments(EasyEcomCalls calls, EasyEcomOrders orders, DocumentOriginsConfig origins, Vertx vertx) {
        this(
                calls,
                orders,
                origins.allowedOrigins(),
                new Lookup(
                        origins.allowPrivateAddresses(),
                        "stores of documents inside this network need " + DocumentOriginsConfig.PRIVATE + "=true"),
                vertx);
    }

    EasyEcomDocuments(
            EasyEcomCalls calls, EasyEcomOrders orders, List<String> allowedOrigins, Lookup lookup, Vertx vertx) {
        this.calls = calls;
        this.orders = orders;
        this.origins = new AllowedOrigins(allowedOrigins);
        this.fetch = new DocumentFetch(vertx, origins, lookup, calls.config());
        this.turns = Turns.ofDocuments(calls.config());
    }

    /**
     * A shipment's documents by EasyEcom's key ({@code label}, {@code easyecom_invoice}, …); empty = not ready. Where the
     * documents call is refused, the shipment's own row tells.
     *
     * @throws EasyEcomUnavailable neither can be read now
     */
    public Map<String, URI> list(Location location, long shipmentId) {
        calls.refuseTransaction();
        return turns.in(location, () -> listed(location, shipmentId));
    }

    private Map<String, URI> listed(Location location, long shipmentId) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("invoice_id", Long.toString(shipmentId));
        query.put("is_api", "1");
        String path = calls.config().paths().documents();
        try {
            var call = Call.read("documents", Call.Endpoints.DOCUMENTS, Lane.DOCUMENTS, shipmentId, path, query);
            return calls.read(location, call, root -> DocumentLinks.read(root.path("data")), Map.of());
        } catch (EasyEcomRefused e) {
            Optional<UpstreamShipment> shipment = orders.shipment(location, shipmentId);
            return shipment.map(UpstreamShipment::documents).orElseGet(Map::of);
        }
    }

    /**
     * Fetching one, and what has to be done with it before the next one comes: when its turn comes. Nothing inside asks for a list.
     *
     * @throws EasyEcomUnavailable its turn did not come in time
     */
    public <T> T inTurn(Location location, Supplier<T> fetching) {
        calls.refuseTransaction();
        return turns.in(location, fetching);
    }

    /** Whether documents are fetched from there. */
    public boolean allows(URI url) {
        return origins.allow(url);
    }

    /**
     * Saves the PDF behind one of these URLs, inside {@link #inTurn}; asks there once more where that is worth it, which costs none
     * of EasyEcom's calls. Neither token nor x-api-key go along.
     *
     * @param into replaced if there; deleted again if this fails
     * @throws EasyEcomRefused the URL, or where it redirects to, is not an allowed origin, or has no address of the internet
     * @throws EasyEcomUnavailable not there, not in time, or no PDF
     * @throws Problem {@code too-large}
     */
    public FetchedDocument fetch(Location location, URI url, Path into, long maxBytes) {
        calls.refuseTransaction();
        return calls.guarded(
                location, Call.Endpoints.DOCUMENTS, () -> fetch.fetch(location.ref(), url, into, maxBytes));
    }
}
