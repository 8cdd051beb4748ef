package com.nexar.fulfilment.sync;

import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.pages.Moment;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Administration administration;
    private final Brands brands;

    QuarantineResource(Quarantine quarantine, Administration administration, Brands brands) {
        this.quarantine = quarantine;
        this.administration = administration;
        this.brands = brands;
    }

    @GET
    @Operation(summary = "Rows of EasyEcom that could not be read, with their raw text and the reason")
    public Page quarantine(
            @Parameter(description = "Only of this brand", example = "acme") @QueryParam("brand") String brand,
            @Parameter(description = "Only of this location of the brand", example = "blr1") @QueryParam("location")
                    String location,
            @Parameter(description = "Only out of this feed") @QueryParam("feed") Quarantine.Source feed,
            @Parameter(description = "Last seen at or after") @QueryParam("from") String from,
            @Parameter(description = "Last seen before") @QueryParam("until") String until,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        int most = Limit.of(limit);
        Cursor after = Cursor.parse(cursor, "quarantine", 1);
        long before = after == null ? Long.MAX_VALUE : id(after);
        Quarantine.Filter filter = new Quarantine.Filter(
                null, feed == null ? null : List.of(feed), time("from", from), time("until", until));
        List<Quarantine.Entry> entries = places(brand, location).entrySet().stream()
                .flatMap(place ->
                        quarantine.list(place.getKey(), filter.at(place.getValue()), before, most + 1).stream())
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

    /** Codes of locations by brand. A key that is not narrowed also sees what came to a location that is configured no more: no codes. */
    private Map<String, List<String>> places(String brand, String location) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        if (location != null && !location.isEmpty()) {
            administration.locations(brand, location).forEach(at -> places.put(at.brand(), List.of(at.code())));
            return places;
        }
        boolean narrowed = !administration.caller().locations().isEmpty();
        brands.all().stream()
                .map(Brand::code)
                .filter(each -> brand == null || brand.equals(each))
                .filter(administration.caller()::seesBrand)
                .forEach(each -> places.put(each, narrowed ? seen(each) : List.of()));
        places.values().removeIf(codes -> narrowed && codes.isEmpty());
        return places;
    }

    private List<String> seen(String brand) {
        return brands.locations().stream()
                .filter(at ->
                        at.brand().equals(brand) && administration.caller().sees(at))
                .map(Location::code)
                .toList();
    }

    private static Instant time(String field, String text) {
        try {
            return text == null || text.isEmpty() ? null : Moment.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "is a time in UTC such as 2026-11-28T06:30:00Z");
        }
    }

    private static long id(Cursor cursor) {
        try {
            return Long.parseLong(cursor.key().getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.bad();
        }
    }
}
