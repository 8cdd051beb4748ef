package com.nexar.fulfilment.access;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.List;

/** Which brands and locations the operator at hand may look after. */
@Singleton
public class Administration {

    private final Brands brands;
    private final Here here;

    Administration(Brands brands, Here here) {
        this.brands = brands;
        this.here = here;
    }

    public Caller caller() {
        return here.caller();
    }

    /** Not found where it is not configured, or not for this key. */
    public void mustSee(String brand) {
        if (brand == null || brand.isEmpty()) {
            throw Problem.invalid("brand", "is needed: the brand that is looked after");
        }
        if (brands.brand(brand).isEmpty() || !caller().seesBrand(brand)) {
            throw Problem.notFound("Brand " + brand);
        }
    }

    /** Those of the brand that the key sees; with a code only that one, which has to be among them. */
    public List<Location> locations(String brand, String code) {
        mustSee(brand);
        List<Location> all = brands.locations().stream()
                .filter(location -> location.brand().equals(brand) && caller().sees(location))
                .filter(location ->
                        code == null || code.isEmpty() || location.code().equals(code))
                .toList();
        if (all.isEmpty()) {
            throw Problem.notFound("Location " + brand + "/" + code);
        }
        return all;
    }
}
