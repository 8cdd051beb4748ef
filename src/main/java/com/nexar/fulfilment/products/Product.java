package com.nexar.fulfilment.products;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;

/** A product of a brand; read here, written in pages by {@link ProductTable}. */
@Entity
@Table(name = "products")
class Product extends PanacheEntityBase {

    @Embeddable
    record Key(String brand, String sku) implements Serializable {}

    @EmbeddedId
    Key key;

    long productId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    ProductView data;

    String digest;
    Instant upstreamUpdatedAt;
    Instant updatedAt;
    int version;

    protected Product() {}

    static Optional<Product> of(String brand, String sku) {
        return findByIdOptional(new Key(brand, sku));
    }

    /** In the order of their SKUs, after this one. */
    static List<Product> after(String brand, String sku, Instant since, int most) {
        return Product.<Product>find(
                        "key.brand = ?1 and key.sku > ?2 and updatedAt >= ?3 order by key.sku", brand, sku, since)
                .page(0, most)
                .list();
    }
}
