package peer;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "shipments")
public class Shipment {

    @EmbeddedId
    ShipmentId id;

    String location;
    long orderId;
    String referenceCode;
    String stage;
    Instant stageSince;
    boolean onHold;
    boolean goneUpstream;
    String upstreamStatus;
    Integer upstreamStatusId;
    String upstreamPhase;
    Instant upstreamUpdatedAt;
    Instant orderedAt;
    Instant shipBy;
    String marketplaceId;
    String marketplaceName;
    String orderType;
    String orderTypeKey;
    String paymentMode;
    BigDecimal collectAmount;
    String currency;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Line> lines;

    String contentVersion;
    String invoiceNumber;
    String awb;
    String courier;
    String carrierId;
    String labelUrl;
    String trackingUrl;
    String documentKeys;
    String digest;
    Instant knownAsOf;
    Instant receivedAt;
    Instant updatedAt;

    @Version
    Integer version;

    void moveTo(String next) {
        stage = next;
        stageSince = Instant.now();
        updatedAt = stageSince;
    }
}
