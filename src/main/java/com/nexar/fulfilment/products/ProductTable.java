package com.nexar.fulfilment.products;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import com.nexar.fulfilment.easyecom.UpstreamProduct;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page of products in one statement; what did not change is not written. */
@Singleton
class ProductTable {

    private static final String UPSERT = """
            insert into products (brand, sku, product_id, data, digest, upstream_updated_at, updated_at, version)
            select brand, sku, product_id, data, digest, upstream_updated_at, updated_at, version
            from json_populate_recordset(null::products, cast(:rows as json))
            on conflict (brand, sku) do update set product_id = excluded.product_id, data = excluded.data,
              digest = excluded.digest, upstream_updated_at = excluded.upstream_updated_at, updated_at = excluded.updated_at,
              version = products.version + 1
            where products.digest is distinct from excluded.digest
              and coalesce(excluded.upstream_updated_at, 'infinity') >= coalesce(products.upstream_updated_at, '-infinity')
            returning sku""";

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Changes changes;
    private final Clock clock;

    ProductTable(EntityManager entities, ObjectMapper json, Changes changes, Clock clock) {
        this.entities = entities;
        this.json = json;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Inside the transaction that moves the walk on. A product that comes twice is stored once, as the newer of the two.
     *
     * @param tell whether the feeds are told; a first walk over all products is no news
     */
    void store(String brand, List<UpstreamProduct> page, boolean tell) {
        Map<String, UpstreamProduct> bySku = new TreeMap<>();
        page.forEach(product -> bySku.merge(product.sku(), product, ProductTable::newer));
        if (bySku.isEmpty()) {
            return;
        }
        ArrayNode rows = json.createArrayNode();
        Map<String, JsonNode> told = new TreeMap<>();
        bySku.values().forEach(product -> {
            JsonNode data = json.valueToTree(ProductView.of(product));
            told.put(product.sku(), data);
            rows.addObject()
                    .put("brand", brand)
                    .put("sku", product.sku())
                    .put("product_id", product.productId())
                    .put("digest", digest(data.toString()))
                    .put(
                            "upstream_updated_at",
                            product.updatedAt() == null
                                    ? null
                                    : product.updatedAt().toString())
                    .put("updated_at", clock.instant().toString())
                    .put("version", 0)
                    .set("data", data);
        });
        List<String> changed = changed(rows);
        if (tell) {
            changed.forEach(sku ->
                    changes.inTellBrand(brand, ChangeType.PRODUCT_CHANGED, sku, clock.instant(), () -> told.get(sku)));
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> changed(ArrayNode rows) {
        try {
            return entities.createNativeQuery(UPSERT)
                    .setParameter("rows", json.writeValueAsString(rows))
                    .getResultList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UpstreamProduct newer(UpstreamProduct first, UpstreamProduct second) {
        boolean older = first.updatedAt() != null
                && second.updatedAt() != null
                && second.updatedAt().isBefore(first.updatedAt());
        return older ? first : second;
    }

    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
