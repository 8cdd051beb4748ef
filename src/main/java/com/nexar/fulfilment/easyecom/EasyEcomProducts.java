package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The product master (contract section 2). The same SKU may come twice; which one counts is the caller's to say. */
@Singleton
public class EasyEcomProducts {

    private final EasyEcomCalls calls;
    private final PageLimit limit;

    EasyEcomProducts(EasyEcomCalls calls) {
        this.calls = calls;
        this.limit = new PageLimit(calls.config().productsPageSize());
    }

    /**
     * The first page.
     *
     * @param updatedAfter null = everything
     * @throws EasyEcomFailure refused or unavailable
     */
    public ProductPage first(Location location, Instant updatedAfter) {
        return page(limit.ask(location, size -> {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("limit", Integer.toString(size));
            query.put("custom_fields", "1");
            query.put("includeLocations", "0");
            if (updatedAfter != null) {
                query.put("updated_after", IndianTime.write(updatedAfter));
            }
            String path = calls.config().paths().productMaster();
            return calls.read(
                    location,
                    Call.read("products", Call.Endpoints.LISTS, Lane.PRODUCTS, null, path, query),
                    Rows::products,
                    Rows.none());
        }));
    }

    /**
     * The page that {@link ProductPage#next()} points to.
     *
     * @throws EasyEcomFailure refused (the cursor is unknown or points to a stranger) or unavailable
     */
    public ProductPage next(Location location, String cursor) {
        return page(
                calls.read(location, Call.follow("products-next", Lane.PRODUCTS, cursor), Rows::products, Rows.none()));
    }

    private static ProductPage page(Rows<UpstreamProduct> rows) {
        return new ProductPage(rows.read(), rows.broken(), rows.next());
    }
}
