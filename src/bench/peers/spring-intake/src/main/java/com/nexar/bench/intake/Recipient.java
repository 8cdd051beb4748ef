package com.nexar.bench.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import tools.jackson.databind.JsonNode;

@Entity
@Table(name = "order_recipients")
class Recipient {

    @Id
    private Long id;

    private String name;
    private String phone;
    private String line1;
    private String line2;
    private String city;
    private String state;
    private String postalCode;
    private String country;

    protected Recipient() {}

    Recipient(long id) {
        this.id = id;
    }

    void learn(JsonNode row) {
        name = CustomerOrder.text(row, "customer_name");
        phone = CustomerOrder.text(row, "contact_num");
        line1 = CustomerOrder.text(row, "address_line_1");
        line2 = CustomerOrder.text(row, "address_line_2");
        city = CustomerOrder.text(row, "city");
        state = CustomerOrder.text(row, "state");
        postalCode = CustomerOrder.text(row, "pin_code");
        country = CustomerOrder.text(row, "country");
    }
}
