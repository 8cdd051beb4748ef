package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/audit")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
class AuditResource {

    private static final String LIST = "audit";

    @Schema(name = "AuditPage")
    record Page(
            @Schema(required = true, description = "Newest first")
            List<Audit.Entry> items,

            @Schema(nullable = true) String next) {}

    private final Audit audit;
    private final Administration administration;
    private final Brands brands;

    AuditResource(Audit audit, Administration administration, Brands brands) {
        this.audit = audit;
        this.administration = administration;
        this.brands = brands;
    }

    @GET
    @Operation(summary = "What people changed by hand: who, with which key, what, before and after")
    public Page audit(
            @Parameter(description = "Which brand", example = "acme", required = true) @QueryParam("brand")
                    String brand,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        administration.mustSee(brand);
        int most = Limit.of(limit);
        Cursor from = Cursor.parse(cursor, LIST, 1);
        List<Audit.Entry> found = audit.list(brand, from == null ? Long.MAX_VALUE : id(from), most + 1);
        List<Audit.Entry> page = found.size() > most ? found.subList(0, most) : found;
        List<Audit.Entry> seen = page.stream()
                .filter(entry -> entry.location() == null
                        || brands.location(entry.brand(), entry.location())
                                .map(administration.caller()::sees)
                                .orElse(administration.caller().locations().isEmpty()))
                .toList();
        String next =
                found.size() > most ? new Cursor(LIST, List.of(page.getLast().id())).text() : null;
        return new Page(seen, next);
    }

    private static long id(Cursor cursor) {
        try {
            return Long.parseLong(cursor.key().getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.bad();
        }
    }
}
