package com.nexar.bench.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

@Entity
@Table(name = "order_lines")
class OrderLine {

    @Id
    private Long id;

    private String sku;
    private String name;
    private int quantity;
    private int cancelledQuantity;
    private BigDecimal unitPrice;

    protected OrderLine() {}

    OrderLine(JsonNode line) {
        id = line.path("suborder_id").asLong();
        sku = CustomerOrder.text(line, "sku");
        name = CustomerOrder.text(line, "productName");
        quantity = line.path("item_quantity").asInt(0);
        cancelledQuantity = line.path("cancelled_quantity").asInt(0);
        unitPrice = new BigDecimal(line.path("selling_price").asString("0"));
    }
}
