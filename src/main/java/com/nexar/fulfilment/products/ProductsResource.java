package com.nexar.fulfilment.products;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.pages.Moment;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/products")
@Tag(name = "Products", description = "The product master")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ProductsResource {

    @Schema(name = "ProductPage")
    record Page(
            @Schema(required = true) List<ProductView> items,

            @Schema(nullable = true, description = "Give it back as cursor")
            String next) {}

    private final Transactions transactions;
    private final Here here;

    ProductsResource(Transactions transactions, Here here) {
        this.transactions = transactions;
        this.here = here;
    }

    @GET
    @Operation(summary = "Products in the order of their SKUs; 304 where nothing changed since the ETag")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Page.class)))
    @APIResponse(responseCode = "304", description = "Unchanged since the ETag in If-None-Match")
    public Response products(
            @Parameter(description = "Changed here since; RFC 3339", example = "2026-02-03T00:00:00Z")
                    @QueryParam("updatedSince")
                    String updatedSince,
            @Parameter(description = "Exactly this SKU", example = "DEMO-TEE-BLK-M") @QueryParam("sku") String sku,
            @Parameter(description = "next of the page before") @QueryParam("cursor") String cursor,
            @Parameter(description = "1 to 500, default 100") @QueryParam("limit") Integer limit,
            Request request) {
        int most = Limit.of(limit);
        Instant since = since(updatedSince);
        Cursor from = Cursor.parse(cursor, "sku", 1);
        String brand = here.location().brand();
        List<Product> found = transactions.in(
                here.location(),
                () -> sku == null
                        ? Product.after(brand, from == null ? "" : from.key().getFirst(), since, most + 1)
                        : Product.of(brand, sku).stream()
                                .filter(product -> !product.updatedAt.isBefore(since))
                                .toList());
        boolean more = found.size() > most;
        List<Product> page = more ? found.subList(0, most) : found;
        String next = more ? new Cursor("sku", List.of(page.getLast().key.sku())).text() : null;
        EntityTag tag = tag(page.stream().map(product -> product.digest).collect(Collectors.joining(",")) + "/" + next);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok(new Page(
                                page.stream().map(product -> product.data).toList(), next))
                        .tag(tag)
                        .build();
    }

    @GET
    @Path("{sku}")
    @Operation(summary = "One product; a combo with its parts")
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ProductView.class)))
    @APIResponse(responseCode = "304", description = "Unchanged since the ETag in If-None-Match")
    public Response product(
            @Parameter(description = "The SKU, exactly", example = "DEMO-TEE-BLK-M") @PathParam("sku") String sku,
            Request request) {
        Product product = transactions
                .in(here.location(), () -> Product.of(here.location().brand(), sku))
                .orElseThrow(() -> Problem.notFound("Product " + sku));
        EntityTag tag = new EntityTag(product.digest);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok(product.data).tag(tag).build();
    }

    private static EntityTag tag(String content) {
        return new EntityTag(java.util
                .UUID
                .nameUUIDFromBytes(content.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString());
    }

    private static Instant since(String text) {
        if (text == null || text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return Moment.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid("updatedSince", "needs an RFC 3339 time with its zone, such as 2026-02-03T10:00:00Z");
        }
    }
}
