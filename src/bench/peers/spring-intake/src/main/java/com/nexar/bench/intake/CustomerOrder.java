package com.nexar.bench.intake;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Persistable;
import tools.jackson.databind.JsonNode;

/** An invoice of EasyEcom's, with its lines and where it goes; its columns and indexes are the most needed ones of the facade's. */
@Entity
@Table(
        name = "customer_orders",
        indexes = {
            @Index(columnList = "location, orderId"),
            @Index(columnList = "location, updatedAt"),
            @Index(columnList = "location, stage, shipBy"),
            @Index(columnList = "location, referenceCode")
        })
public class CustomerOrder implements Persistable<Long> {

    @Id
    private Long id;

    private String location;
    private long orderId;
    private String referenceCode;
    private String stage;
    private String upstreamStatus;
    private Integer upstreamStatusId;
    private Instant upstreamUpdatedAt;
    private Instant orderedAt;
    private Instant shipBy;
    private String marketplaceId;
    private String marketplaceName;
    private String orderType;
    private String paymentMode;
    private BigDecimal collectAmount;
    private String currency;
    private String invoiceNumber;
    private String awb;
    private String courier;
    private Instant receivedAt;

    @Column(nullable = false)
    private Instant updatedAt;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "shipmentId", nullable = false, updatable = false)
    private List<OrderLine> lines = new ArrayList<>();

    @OneToOne(cascade = CascadeType.ALL, optional = false)
    @PrimaryKeyJoinColumn
    private Recipient recipient;

    @Transient
    private boolean fresh;

    protected CustomerOrder() {}

    CustomerOrder(long id, boolean surelyNew) {
        this.id = id;
        this.fresh = surelyNew;
        this.recipient = new Recipient(id);
        this.stage = "RECEIVED";
        this.receivedAt = Instant.now();
    }

    static long id(JsonNode row) {
        return row.path("invoice_id").asLong();
    }

    CustomerOrder learn(JsonNode row) {
        location = "blr1";
        orderId = row.path("order_id").asLong();
        referenceCode = text(row, "reference_code");
        upstreamStatus = text(row, "order_status");
        upstreamStatusId = row.path("order_status_id").asInt(0);
        upstreamUpdatedAt = time(row, "last_update_date");
        orderedAt = time(row, "order_date");
        shipBy = time(row, "tat");
        marketplaceId = text(row, "marketplace_id");
        marketplaceName = text(row, "marketplace");
        orderType = text(row, "order_type");
        paymentMode = text(row, "payment_mode");
        collectAmount = new BigDecimal(row.path("collectable_amount").asString("0"));
        currency = text(row, "invoice_currency_code");
        invoiceNumber = text(row, "invoice_number");
        awb = text(row, "awb_number");
        courier = text(row, "courier");
        updatedAt = Instant.now();
        recipient.learn(row);
        lines.clear();
        row.path("suborders").forEach(line -> lines.add(new OrderLine(line)));
        return this;
    }

    static String text(JsonNode row, String name) {
        JsonNode value = row.path(name);
        return value.isNull() || value.isMissingNode() || value.asString().equals("NA") ? null : value.asString();
    }

    private static Instant time(JsonNode row, String name) {
        String text = text(row, name);
        return text == null || text.length() != 19
                ? null
                : LocalDateTime.parse(text, EasyEcom.TIME).atZone(EasyEcom.INDIA).toInstant();
    }

    @Override
    public Long getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void known() {
        fresh = false;
    }
}
