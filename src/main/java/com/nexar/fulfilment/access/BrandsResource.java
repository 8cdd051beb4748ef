package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands")
@Tag(name = "Brands", description = "What this key opens")
@RunOnVirtualThread
class BrandsResource {

    @Schema(name = "BrandList")
    record Listing(@Schema(required = true) List<BrandView> items) {}

    @Schema(name = "Brand")
    record BrandView(
            @Schema(required = true, examples = "acme") String brand,
            @Schema(required = true) List<LocationView> locations) {}

    @Schema(name = "Location")
    record LocationView(
            @Schema(required = true, examples = "blr1") String location,

            @Schema(required = true, examples = "Bengaluru 1")
            String name,

            @Schema(required = true, examples = "/v1/brands/acme/locations/blr1")
            String href) {}

    private final Brands brands;
    private final Here here;

    BrandsResource(Brands brands, Here here) {
        this.brands = brands;
        this.here = here;
    }

    @GET
    @Operation(summary = "The brands and locations that this key may see")
    public Listing brands() {
        Caller caller = here.caller();
        return new Listing(brands.all().stream()
                .filter(brand -> caller.seesBrand(brand.code()))
                .map(brand -> view(brand, caller))
                .filter(brand -> !brand.locations().isEmpty())
                .toList());
    }

    private static BrandView view(Brand brand, Caller caller) {
        return new BrandView(
                brand.code(),
                brand.locations().stream()
                        .filter(caller::sees)
                        .map(BrandsResource::view)
                        .toList());
    }

    private static LocationView view(Location location) {
        return new LocationView(location.code(), location.name(), location.path());
    }
}
