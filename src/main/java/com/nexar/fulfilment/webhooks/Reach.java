package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Role;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Which endpoints the caller's key opens: those of whole brands, or only those of single locations. */
@Singleton
class Reach {

    private final Brands brands;
    private final Here here;

    Reach(Brands brands, Here here) {
        this.brands = brands;
        this.here = here;
    }

    String caller() {
        return here.caller().name();
    }

    /** Operators look; endpoints are the warehouse's own. */
    void mustBeWarehouse() {
        if (!here.caller().is(Role.WMS)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only a key with the role wms changes webhook endpoints.");
        }
    }

    /** One per brand, or per location where the key is narrowed to some. */
    List<Scope> scopes() {
        return brands.all().stream()
                .filter(brand -> here.caller().seesBrand(brand.code()))
                .flatMap(this::scopes)
                .toList();
    }

    /** The brand, where the caller sees it. */
    Brand brand(String code) {
        return brands.brand(code)
                .filter(brand -> scopes(brand).findAny().isPresent())
                .orElseThrow(() -> Problem.notFound("Brand " + code));
    }

    /**
     * What an endpoint is to be for: a location that the caller sees, or all of the brand's.
     *
     * @param location null for all
     */
    Scope scope(Brand brand, String location) {
        if (location != null) {
            return brands.location(brand.code(), location)
                    .filter(here.caller()::sees)
                    .map(Scope::of)
                    .orElseThrow(() -> Problem.notFound("Location " + brand.code() + "/" + location));
        }
        if (!seesAll()) {
            throw Problem.invalid("location", "is needed: this key sees only some of the locations of " + brand.code());
        }
        return Scope.administrationOf(brand.code());
    }

    private Stream<Scope> scopes(Brand brand) {
        if (!here.caller().seesBrand(brand.code())) {
            return Stream.empty();
        }
        return seesAll()
                ? Stream.of(Scope.administrationOf(brand.code()))
                : brand.locations().stream().filter(here.caller()::sees).map(Scope::of);
    }

    private boolean seesAll() {
        Caller caller = here.caller();
        return caller.locations().isEmpty();
    }
}
