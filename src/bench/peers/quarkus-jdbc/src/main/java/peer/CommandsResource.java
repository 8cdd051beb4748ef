package peer;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Calls EasyEcom, then saves, as the Spring Boot peer; and the least that the facade's promises can cost: the same with as many
 * transactions, statements and calls as the facade makes, all by the shipment's key, and nothing besides.
 */
@Path("/v1/brands/{brand}/locations/{location}/shipments/{shipmentId}")
@RunOnVirtualThread
public class CommandsResource {

    private static final String SCOPE =
            "select set_config('fulfilment.brand', ?, true), set_config('fulfilment.location', ?, true)";
    private static final String READ = "select stage from shipments where brand = ? and shipment_id = ?";
    private static final String WRITE =
            "update shipments set updated_at = now(), version = version + 1 where brand = ? and shipment_id = ?";

    public record Assign(String courier, String awb, String carrierId, String labelUrl, String trackingUrl) {}

    public record Shipment(
            String shipmentId,
            String orderId,
            String stage,
            boolean onHold,
            ShipTo shipTo,
            @JsonRawValue String lines,
            Payment payment,
            Assignment assignment,
            Upstream upstream,
            String contentVersion) {}

    public record Payment(String mode, String amount, String currency) {}

    public record ShipTo(
            String name,
            String phone,
            String line1,
            String line2,
            String city,
            String state,
            String postalCode,
            String country) {}

    public record Assignment(String courier, String awb, String carrierId) {}

    public record Upstream(String status, int statusId, Instant updatedAt) {}

    private final AgroalDataSource database;
    private final EasyEcom easyecom;

    CommandsResource(AgroalDataSource database, EasyEcom easyecom) {
        this.database = database;
        this.easyecom = easyecom;
    }

    @PUT
    @Path("assignment")
    public Shipment assign(String brand, String location, long shipmentId, Assign order) throws SQLException {
        mayGo(brand, location, shipmentId);
        easyecom.assign(shipmentId, order.courier(), order.awb(), order.carrierId());
        return assigned(brand, shipmentId, order);
    }

    @POST
    @Path("confirmation")
    public Shipment confirm(String brand, String location, long shipmentId) throws SQLException {
        easyecom.confirm(mayGo(brand, location, shipmentId), shipmentId);
        return confirmed(brand, shipmentId);
    }

    /** Seven transactions, two of them durable, ten statements, one call. */
    @PUT
    @Path("kept/assignment")
    public Shipment keptAssignment(String brand, String location, long shipmentId, Assign order) throws SQLException {
        in(brand, location, shipmentId, false, 0, 1);
        in(brand, location, shipmentId, true, 1, 1);
        in(brand, location, shipmentId, false, 0, 1);
        easyecom.assign(shipmentId, order.courier(), order.awb(), order.carrierId());
        in(brand, location, shipmentId, false, 1, 2);
        in(brand, location, shipmentId, false, 0, 1);
        return assigned(brand, shipmentId, order);
    }

    /** Fourteen transactions, three of them durable, 23 statements, three calls. */
    @POST
    @Path("kept/confirmation")
    public Shipment keptConfirmation(String brand, String location, long shipmentId) throws SQLException {
        in(brand, location, shipmentId, false, 0, 1);
        in(brand, location, shipmentId, true, 1, 1);
        in(brand, location, shipmentId, false, 0, 1);
        easyecom.read(shipmentId);
        in(brand, location, shipmentId, false, 2, 1);
        long order = mayGo(brand, location, shipmentId);
        in(brand, location, shipmentId, true, 1, 2);
        in(brand, location, shipmentId, false, 0, 1);
        easyecom.confirm(order, shipmentId);
        in(brand, location, shipmentId, false, 0, 1);
        in(brand, location, shipmentId, false, 2, 0);
        in(brand, location, shipmentId, false, 0, 1);
        easyecom.read(shipmentId);
        in(brand, location, shipmentId, false, 2, 2);
        in(brand, location, shipmentId, false, 0, 1);
        return confirmed(brand, shipmentId);
    }

    /** @return of which order it is */
    private long mayGo(String brand, String location, long shipmentId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select order_id, stage, on_hold from shipments"
                        + " where brand = ? and shipment_id = ? and location = ?")) {
            statement.setString(1, brand);
            statement.setLong(2, shipmentId);
            statement.setString(3, location);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotFoundException();
                }
                if (row.getBoolean(3) || !row.getString(2).equals("RECEIVED")) {
                    throw new WebApplicationException(409);
                }
                return row.getLong(1);
            }
        }
    }

    private Shipment assigned(String brand, long shipmentId, Assign order) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("update shipments set stage = 'ASSIGNED',"
                        + " stage_since = now(), updated_at = now(), courier = ?, awb = ?, carrier_id = ?,"
                        + " version = version + 1 where brand = ? and shipment_id = ?")) {
            statement.setString(1, order.courier());
            statement.setString(2, order.awb());
            statement.setString(3, order.carrierId());
            statement.setString(4, brand);
            statement.setLong(5, shipmentId);
            statement.executeUpdate();
            return shown(connection, brand, shipmentId);
        }
    }

    private Shipment confirmed(String brand, long shipmentId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("update shipments set stage = 'CONFIRMED',"
                        + " stage_since = now(), updated_at = now(), version = version + 1"
                        + " where brand = ? and shipment_id = ?")) {
            statement.setString(1, brand);
            statement.setLong(2, shipmentId);
            statement.executeUpdate();
            return shown(connection, brand, shipmentId);
        }
    }

    private static Shipment shown(Connection connection, String brand, long shipmentId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select s.order_id, s.stage, s.on_hold, s.lines,"
                + " s.payment_mode, s.collect_amount, s.currency, s.courier, s.awb, s.carrier_id, s.upstream_status,"
                + " s.upstream_status_id, s.upstream_updated_at, s.content_version, r.name, r.phone, r.line1, r.line2,"
                + " r.city, r.state, r.postal_code, r.country from shipments s"
                + " left join recipients r using (brand, shipment_id) where s.brand = ? and s.shipment_id = ?")) {
            statement.setString(1, brand);
            statement.setLong(2, shipmentId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Shipment(
                        Long.toString(shipmentId),
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        new ShipTo(
                                row.getString(15),
                                row.getString(16),
                                row.getString(17),
                                row.getString(18),
                                row.getString(19),
                                row.getString(20),
                                row.getString(21),
                                row.getString(22)),
                        row.getString(4),
                        new Payment(row.getString(5), row.getString(6), row.getString(7)),
                        new Assignment(row.getString(8), row.getString(9), row.getString(10)),
                        new Upstream(row.getString(11), row.getInt(12), row.getTimestamp(13).toInstant()),
                        row.getString(14));
            }
        }
    }

    /** In one transaction, which is not waited for unless it is durable. */
    private void in(String brand, String location, long shipmentId, boolean durable, int reads, int writes)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement scope = connection.prepareStatement(
                    durable ? SCOPE : SCOPE + ", set_config('synchronous_commit', 'off', true)")) {
                scope.setString(1, brand);
                scope.setString(2, location);
                scope.execute();
            }
            for (int n = 0; n < reads + writes; n++) {
                try (PreparedStatement statement = connection.prepareStatement(n < reads ? READ : WRITE)) {
                    statement.setString(1, brand);
                    statement.setLong(2, shipmentId);
                    statement.execute();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
