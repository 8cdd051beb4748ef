package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/quarantine")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
class QuarantineResource {

    @Schema(name = "QuarantinePage")
    record Page(
            @Schema(required = true, description = "Newest first")
            List<Quarantine.Entry> items,

            @Schema(nullable = true) String next) {}

    private final Quarantine quarantine;
    private final Brands brands;
    private final Here here;

    QuarantineResource(Quarantine quarantine, Brands brands, Here here) {
        this.quarantine = quarantine;
        this.brands = brands;
        this.here = here;
    }

    @GET
    @Operation(summary = "Rows of EasyEcom that could not be read, with their raw text and the reason")
    public Page quarantine(
            @Parameter(description = "Only of this brand", example = "acme") @QueryParam("brand") String brand,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        int most = Limit.of(limit);
        Cursor from = Cursor.parse(cursor, "quarantine", 1);
        long before = from == null ? Long.MAX_VALUE : id(from);
        List<Quarantine.Entry> entries = brands.all().stream()
                .filter(each -> brand == null || brand.equals(each.code()))
                .filter(each -> here.caller().seesBrand(each.code()))
                .flatMap(each -> quarantine.list(each.code(), before, most + 1).stream())
                .filter(entry -> brands.location(entry.brand(), entry.location())
                        .map(here.caller()::sees)
                        .orElse(here.caller().locations().isEmpty()))
                .sorted(Comparator.comparing(Quarantine.Entry::id).reversed())
                .limit(most + 1L)
                .toList();
        boolean more = entries.size() > most;
        List<Quarantine.Entry> page = more ? entries.subList(0, most) : entries;
        String next = more
                ? new Cursor("quarantine", List.of(Long.toString(page.getLast().id()))).text()
                : null;
        return new Page(page, next);
    }

    private static long id(Cursor cursor) {
        try {
            return Long.parseLong(cursor.key().getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.bad();
        }
    }
}
