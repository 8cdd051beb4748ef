package com.nexar.fulfilment.products;

import com.nexar.fulfilment.brands.Brands;
import jakarta.enterprise.context.ApplicationScoped;

/** Products in, when a test says so. */
@ApplicationScoped
public class ProductsNow {

    private final ProductWalk walk;
    private final Brands brands;

    ProductsNow(ProductWalk walk, Brands brands) {
        this.walk = walk;
        this.brands = brands;
    }

    public void products(String brand) {
        walk.walk(brands.brand(brand).orElseThrow());
    }
}
