package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.documents.DocumentStore;
import com.nexar.fulfilment.documents.ShipmentDocuments;
import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The papers behind the links of an order's page. */
@Path("/board/{brand}/{location}/shipments/{shipmentId}/documents/{type}")
@BoardPage
@SignedIn
@RunOnVirtualThread
class PapersResource {

    private static final Set<String> PAPERS = Set.of("invoice", "label");

    private final ShipmentDocuments documents;
    private final DocumentStore store;
    private final Visitor visitor;

    PapersResource(ShipmentDocuments documents, DocumentStore store, Visitor visitor) {
        this.documents = documents;
        this.store = store;
        this.visitor = visitor;
    }

    @GET
    public Response paper(@PathParam("shipmentId") String shipmentId, @PathParam("type") String type) {
        if (!visitor.seesRecipients()) {
            throw new Problem(
                    ProblemCode.FORBIDDEN, "Papers show who an order is for; that needs a key with the role wms.");
        }
        if (!PAPERS.contains(type)) {
            throw Problem.notFound("The paper " + type + " of shipment " + shipmentId);
        }
        Location location = visitor.location();
        long id = UpstreamId.parse("shipmentId", shipmentId);
        Optional<URI> own = documents.ownLabel(location, id, type);
        if (own.isPresent()) {
            return Response.seeOther(own.get()).build();
        }
        DocumentStore.Stored stored = documents.pdf(location, id, type, true);
        StreamingOutput pdf = out -> store.write(location, id, stored, out);
        return Response.ok(pdf, "application/pdf")
                .header(HttpHeaders.CONTENT_LENGTH, stored.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + type + "-" + shipmentId + ".pdf\"")
                .build();
    }
}
