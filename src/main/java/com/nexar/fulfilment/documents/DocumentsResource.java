package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.orders.UpstreamId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/shipments/{shipmentId}/documents")
@Tag(name = "Documents", description = "Invoices and labels")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class DocumentsResource {

    private static final String PDF = "application/pdf";

    private final StoredPapers papers;
    private final ShipmentDocuments documents;
    private final DocumentStore store;
    private final Here here;

    DocumentsResource(StoredPapers papers, ShipmentDocuments documents, DocumentStore store, Here here) {
        this.papers = papers;
        this.documents = documents;
        this.store = store;
        this.here = here;
    }

    @GET
    @Operation(summary = "What documents there are, and whether they are ready")
    public ShipmentDocuments.Listing documents(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId) {
        return documents.list(here.location(), UpstreamId.parse("shipmentId", shipmentId));
    }

    @GET
    @Path("{type}")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @Operation(summary = "The PDF itself; fetched from EasyEcom once, then served from our store")
    @APIResponse(
            responseCode = "200",
            description = "The PDF",
            content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "303", description = "A label of the warehouse's own: its address is in Location")
    @APIResponse(responseCode = "304", description = "Unchanged since the ETag in If-None-Match")
    public Response document(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Parameter(description = "invoice, label, or one of EasyEcom's own keys", example = "invoice")
                    @PathParam("type")
                    String type,
            Request request) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        String wanted = DocumentType.parse(type);
        var location = here.location();
        StoredPapers.Found found = papers.find(location, id, wanted)
                .orElseGet(() -> new StoredPapers.Found(null, documents.pdf(location, id, wanted), null));
        if (found.ownLabel() != null) {
            return Response.seeOther(found.ownLabel()).build();
        }
        DocumentStore.Stored stored = found.stored();
        EntityTag tag = new EntityTag(stored.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.build();
        }
        StreamingOutput pieces = out -> store.write(location, id, stored, out);
        return Response.ok(found.content() == null ? pieces : found.content(), PDF)
                .tag(tag)
                .header(HttpHeaders.CONTENT_LENGTH, stored.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + wanted + "-" + shipmentId + ".pdf\"")
                .build();
    }
}
